package smilet.device.loop;

import java.util.Optional;

/** Something that notices if the device does not work as it should. */
@FunctionalInterface
public interface ProblemSource {
  /**
   * What is wrong now: a short line of text for people; empty if nothing is. Asked about once per
   * second by a thread that is not the loop's.
   */
  Optional<String> problem();
}
