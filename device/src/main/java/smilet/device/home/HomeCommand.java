package smilet.device.home;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the broker may ask of the device, if the configuration allows it. */
public enum HomeCommand {
  /** Stop looking. */
  PAUSE("pause", "Pause"),
  /** Look again. */
  RESUME("resume", "Resume"),
  /** Run the model that was current before. */
  GO_BACK("go-back", "Go back to the model before");

  private final String word;
  private final String title;

  HomeCommand(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** What is in the message, and in the configuration. */
  public String word() {
    return word;
  }

  /** What people read. */
  String title() {
    return title;
  }

  /** The command of this word; empty if there is none. */
  static Optional<HomeCommand> of(String word) {
    return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
  }

  /**
   * Reads a word of the configuration.
   *
   * @throws IllegalArgumentException if there is no such command; the message names those that are
   */
  public static HomeCommand parse(String word) {
    return of(word)
        .orElseThrow(
            () -> new IllegalArgumentException("must be of " + words() + ", was \"" + word + "\""));
  }

  /** The words of all commands. */
  static String words() {
    return Arrays.stream(values()).map(HomeCommand::word).collect(Collectors.joining(", "));
  }
}
