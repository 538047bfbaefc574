package smilet.device.cli;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import smilet.device.metrics.ProgramVersion;
import smilet.shared.error.Failure;
import smilet.shared.error.PlainWords;
import smilet.shared.error.UserError;
import smilet.shared.terminal.StandardStreams;

/** {@code smilet-device}: the command line of the device. */
@Command(
    name = "smilet-device",
    versionProvider = SmiletDevice.Version.class,
    mixinStandardHelpOptions = true,
    description = "Looks for smiles with a tiny pixel sensor, live.")
public final class SmiletDevice implements Runnable {
  private static final String NAME = "smilet-device";

  private static final String RUN = "run";

  /** The commands by name, in the order of the help. */
  private static final Map<String, Class<?>> COMMANDS = commands();

  @Spec CommandSpec spec;

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"smilet-device " + ProgramVersion.text()};
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("setup", SetupCommand.class);
    commands.put(RUN, RunCommand.class);
    commands.put("selftest", SelftestCommand.class);
    commands.put("calibrate", CalibrateCommand.class);
    commands.put("install", InstallCommand.class);
    commands.put("status", StatusCommand.class);
    commands.put("rollback", RollbackCommand.class);
    commands.put("trust", TrustCommand.class);
    commands.put("page", PageCommand.class);
    commands.put("captures", CapturesCommand.class);
    commands.put("config", ConfigCommand.class);
    return commands;
  }

  /** The command line; an error of the user is one line and exit code 2. */
  static CommandLine commandLine() {
    return commandLine(CommandLine.defaultFactory());
  }

  /**
   * The same with only those commands that the arguments need: reading the annotations of all takes
   * longer than anything else at the start.
   */
  static CommandLine commandLine(String... args) {
    String named = args.length > 0 ? args[0] : "";
    // "run" has the keys of the configuration that other commands read.
    Set<String> needed =
        COMMANDS.containsKey(named) ? new LinkedHashSet<>(List.of(RUN, named)) : COMMANDS.keySet();
    return commandLine(CommandLine.defaultFactory(), needed);
  }

  /** The same with another factory, so that a test can replace parts. */
  static CommandLine commandLine(IFactory parts) {
    return commandLine(parts, COMMANDS.keySet());
  }

  private static CommandLine commandLine(IFactory parts, Set<String> commands) {
    CommandLine program = new CommandLine(new SmiletDevice(), parts);
    for (String command : commands) {
      program.addSubcommand(command, new CommandLine(COMMANDS.get(command), parts));
    }
    return program
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
      CommandLine run = command.getSubcommands().get(RUN);
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
    System.exit(StandardStreams.finish(NAME, execute(commandLine(args), args)));
  }
}
