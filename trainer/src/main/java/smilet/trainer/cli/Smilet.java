package smilet.trainer.cli;

import java.lang.module.ModuleDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.imageio.ImageIO;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import smilet.shared.error.Failure;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.terminal.StandardStreams;
import smilet.trainer.finder.FinderSize;
import smilet.trainer.pipeline.SmileWeight;
import smilet.trainer.quantise.ThresholdChoice;

/** {@code smilet}: trains and evaluates smile detectors and installs them on devices. */
@Command(
    name = "smilet",
    versionProvider = Smilet.Version.class,
    mixinStandardHelpOptions = true,
    description = "Trains smile detectors for sensors with few pixels.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LessonCommand.class,
      ModelsCommand.class,
      FacesCommand.class,
      ScenesCommand.class,
      AuditCommand.class,
      TrainCommand.class,
      PersonalCommand.class,
      EvaluateCommand.class,
      InspectCommand.class,
      CompareCommand.class,
      CrossvalidateCommand.class,
      SearchCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      FlashCommand.class,
      FleetCommand.class,
      PageCommand.class,
      CollectCommand.class,
      TeachCommand.class,
      KeysCommand.class,
      SignCommand.class,
      TrustCommand.class,
    })
public final class Smilet implements Runnable {
  /** The version that the build wrote into the module's descriptor. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      ModuleDescriptor descriptor = Smilet.class.getModule().getDescriptor();
      String version =
          Optional.ofNullable(descriptor) // tests run on the class path, outside of any module
              .flatMap(ModuleDescriptor::rawVersion)
              .orElse("(unpackaged)");
      return new String[] {"smilet " + version};
    }
  }

  @Spec CommandSpec spec;

  private final Interruption interruption;

  private Smilet(Interruption interruption) {
    this.interruption = interruption;
  }

  /** What Ctrl-C does to the command that runs. */
  Interruption interruption() {
    return interruption;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The whole command line, ready to run once. */
  static CommandLine commandLine() {
    return commandLine(new Interruption());
  }

  private static CommandLine commandLine(Interruption interruption) {
    return new CommandLine(new Smilet(interruption))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .registerConverter(Grid.class, Grid::parse)
        .registerConverter(Normalisation.class, OptionValues::normalisation)
        .registerConverter(ThresholdChoice.class, OptionValues::thresholdChoice)
        .registerConverter(Duration.class, OptionValues::duration)
        .registerConverter(Instant.class, OptionValues::instant)
        .registerConverter(SmileWeight.class, OptionValues::smileWeight)
        .registerConverter(FinderSize.class, FinderSize::named)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::onArguments)
        .setExecutionExceptionHandler(Failures::onExecution);
  }

  private static int execute(CommandLine command, String... args) {
    try {
      return command.execute(args);
    } catch (Error e) { // picocli translates exceptions only
      return Failure.of(e).print(command.getErr(), Failures.PROGRAM);
    }
  }

  public static void main(String[] args) {
    StandardStreams.install();
    Failure.catchUncaught(Failures.PROGRAM);
    System.setProperty(
        "java.awt.headless", "true"); // pictures are read and drawn, no window is opened
    // No temporary files: they are no faster, and none can be made once Ctrl-C was pressed.
    ImageIO.setUseCache(false);
    Interruption interruption = new Interruption();
    interruption.install();
    int exitCode = execute(commandLine(interruption), args);
    exitCode = StandardStreams.finish(Failures.PROGRAM, exitCode);
    interruption.finished();
    System.exit(exitCode);
  }
}
