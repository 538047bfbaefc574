package smilet.device.cli;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** {@code smilet-device}: looks for smiles, live. */
@Command(
    name = "smilet-device",
    version = "smilet-device 1.0.0",
    mixinStandardHelpOptions = true,
    description = "Looks for smiles with a tiny pixel sensor, live.",
    subcommands = {
      RunCommand.class,
      SelftestCommand.class,
      CalibrateCommand.class,
      InstallCommand.class,
      StatusCommand.class,
      RollbackCommand.class,
    })
public final class SmiletDevice implements Runnable {
  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** The command line with its manners: an error is one line and exit code 2. */
  static CommandLine commandLine() {
    return new CommandLine(new SmiletDevice())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(SmiletDevice::misused)
        .setExecutionExceptionHandler(SmiletDevice::failed);
  }

  private static int misused(ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String message = e.getMessage().lines().findFirst().orElse("cannot be understood");
    e.getCommandLine().getErr().println(command + ": " + message + "; see " + command + " --help");
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    String name = command.getCommandSpec().qualifiedName();
    if (e instanceof UserError) {
      command.getErr().println(name + ": " + e.getMessage());
      return ExitCode.USAGE;
    }
    // A mistake of ours, not the user's. The trace is for whoever turns on the debug log.
    command.getErr().println(name + ": failed unexpectedly: " + e);
    LoggerFactory.getLogger(SmiletDevice.class).debug("failed unexpectedly", e);
    return ExitCode.SOFTWARE;
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }
}
