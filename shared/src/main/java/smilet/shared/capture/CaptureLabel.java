package smilet.shared.capture;

import java.util.Optional;
import java.util.stream.Stream;

/** What a captured frame shows, as the person said who pressed the button. */
public enum CaptureLabel {
  SMILE("smile"),
  NOT_SMILE("not-smile");

  private final String word;

  CaptureLabel(String word) {
    this.word = word;
  }

  /** The label in file names and data sets. */
  public String word() {
    return word;
  }

  /** The label with this word; empty if there is none. */
  public static Optional<CaptureLabel> of(String word) {
    return Stream.of(values()).filter(label -> label.word.equals(word)).findFirst();
  }
}
