package smilet.shared.capture;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the face is held and lit during a burst. A model that has seen several situations suits more
 * of them.
 */
public record Situation(Pose pose, Light light) {
  /** What somebody captures who chose no situation. */
  public static final Situation USUAL = new Situation(Pose.STRAIGHT, Light.BRIGHT);

  /** How the head is held. */
  public enum Pose {
    /** Looks at the sensor. */
    STRAIGHT,
    /** Looks to a side. */
    TURNED,
    /** Leans to a side, or looks up or down. */
    TILTED
  }

  /** How bright the face is. */
  public enum Light {
    BRIGHT,
    DIM
  }

  /** The situation in file names, for example "turned-dim". */
  public String words() {
    return (pose + "-" + light).toLowerCase(Locale.ROOT);
  }

  /** The situation with these words; empty if there is none. */
  public static Optional<Situation> of(String words) {
    return Stream.of(Pose.values())
        .flatMap(pose -> Stream.of(Light.values()).map(light -> new Situation(pose, light)))
        .filter(situation -> situation.words().equals(words))
        .findFirst();
  }
}
