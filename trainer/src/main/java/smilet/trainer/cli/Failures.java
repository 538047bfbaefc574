package smilet.trainer.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import smilet.shared.error.Failure;
import smilet.shared.error.PlainWords;
import smilet.shared.error.UserError;

/** Reports what goes wrong in one line, and chooses the exit code. */
final class Failures {
  static final String PROGRAM = "smilet";

  private Failures() {}

  /** Arguments that cannot be parsed. */
  static int onArguments(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String help = "; see " + command.getCommandSpec().qualifiedName() + " --help";
    return Failure.of(new UserError(message(e) + help, e)).print(command.getErr(), PROGRAM);
  }

  /** A command that failed. */
  static int onExecution(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    return Failure.of(e).print(command.getErr(), PROGRAM);
  }

  /** What one of Smilet's own converters says about a value, or else what picocli says. */
  private static String message(ParameterException e) {
    return e.getArgSpec() != null && e.getCause() instanceof IllegalArgumentException rule
        ? name(e.getArgSpec()) + ": " + rule.getMessage()
        : PlainWords.of(e.getMessage());
  }

  private static String name(CommandLine.Model.ArgSpec argument) {
    return argument instanceof CommandLine.Model.OptionSpec option
        ? option.longestName()
        : argument.paramLabel();
  }
}
