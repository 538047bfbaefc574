package smilet.device.cli;

import java.lang.module.ModuleDescriptor;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import smilet.shared.error.Failure;
import smilet.shared.error.PlainWords;
import smilet.shared.error.UserError;
import smilet.shared.terminal.StandardStreams;

/** {@code smilet-device}: the command line of the device. */
@Command(
    name = "smilet-device",
    versionProvider = SmiletDevice.Version.class,
    mixinStandardHelpOptions = true,
    description = "Looks for smiles with a tiny pixel sensor, live.",
    subcommands = {
      SetupCommand.class,
      RunCommand.class,
      SelftestCommand.class,
      CalibrateCommand.class,
      InstallCommand.class,
      StatusCommand.class,
      RollbackCommand.class,
      TrustCommand.class,
      ConfigCommand.class,
    })
public final class SmiletDevice implements Runnable {
  private static final String NAME = "smilet-device";

  @Spec CommandSpec spec;

  /** The version that the build wrote into the module's descriptor. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      ModuleDescriptor descriptor = SmiletDevice.class.getModule().getDescriptor();
      String version =
          Optional.ofNullable(descriptor) // tests run on the class path, outside of any module
              .flatMap(ModuleDescriptor::rawVersion)
              .orElse("(unpackaged)");
      return new String[] {"smilet-device " + version};
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The command line; an error of the user is one line and exit code 2. */
  static CommandLine commandLine() {
    return commandLine(CommandLine.defaultFactory());
  }

  /** The same with another factory, so that a test can replace parts. */
  static CommandLine commandLine(IFactory parts) {
    return new CommandLine(new SmiletDevice(), parts)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(SmiletDevice::misused)
        .setExecutionExceptionHandler(SmiletDevice::failed);
  }

  /** Runs one command with its configuration, if it names one; returns the exit code. */
  static int execute(CommandLine command, String... args) {
    return execute(command, System.getenv(), args);
  }

  /** The same in another environment. */
  static int execute(CommandLine command, Map<String, String> environment, String... args) {
    Optional<ConfigFile> config;
    try {
      CommandLine run = command.getSubcommands().get("run");
      config = ConfigFile.of(args, environment, run.getCommandSpec());
    } catch (UserError e) {
      return Failure.of(e).print(command.getErr(), NAME);
    }
    config.ifPresent(command::setDefaultValueProvider);
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) { // picocli translates exceptions only
      return Failure.of(e).print(command.getErr(), NAME);
    }
  }

  private static int misused(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String message = located(PlainWords.of(e.getMessage()).lines().findFirst().orElse(""), command);
    return Failure.of(new UserError(message + "; see " + name + " --help", e))
        .print(command.getErr(), name);
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    Failure failure = Failure.of(e);
    return failure
        .withMessage(located(failure.message(), command))
        .print(command.getErr(), command.getCommandSpec().qualifiedName());
  }

  private static String located(String message, CommandLine command) {
    return command.getDefaultValueProvider() instanceof ConfigFile config
        ? config.located(message)
        : message;
  }

  public static void main(String[] args) {
    StandardStreams.installDecoupled(); // the loop must not wait for a reader of the log
    Failure.catchUncaught(NAME);
    System.exit(StandardStreams.finish(NAME, execute(commandLine(), args)));
  }
}
