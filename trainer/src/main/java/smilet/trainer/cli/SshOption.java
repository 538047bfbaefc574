package smilet.trainer.cli;

import java.util.List;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;
import smilet.trainer.flash.CommandWords;

/** The ssh program of every command that reaches a device. */
final class SshOption {
  @Option(
      names = "--ssh",
      paramLabel = "COMMAND",
      defaultValue = "ssh",
      description =
          "The ssh program and its options, with quotes as in a shell (default:"
              + " ${DEFAULT-VALUE}).")
  String command;

  /**
   * The program and its options.
   *
   * @throws UserError if there is none, or a quote is not closed
   */
  List<String> words() {
    UserError.require(!command.isBlank(), "--ssh", "a command", "blank");
    return UserError.naming("--ssh", () -> CommandWords.split(command));
  }
}
