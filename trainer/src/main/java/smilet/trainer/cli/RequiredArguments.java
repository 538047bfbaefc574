package smilet.trainer.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Arguments that a command needs if none of its subcommands is called. If they were marked as
 * required, a subcommand would require them as well.
 */
final class RequiredArguments {
  private RequiredArguments() {}

  /**
   * Checks that an argument is given.
   *
   * @param value null if it is not
   */
  static void require(CommandSpec spec, String name, Object value) {
    if (value == null) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is missing; smilet %s --help says what is needed".formatted(name, spec.name()));
    }
  }
}
