package smilet.trainer.cli;

import java.lang.module.ModuleDescriptor;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
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
      AuditCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      InspectCommand.class,
      CompareCommand.class,
      CrossvalidateCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      FlashCommand.class,
      KeysCommand.class,
      SignCommand.class,
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

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** The whole command line, ready to run once. */
  static CommandLine commandLine() {
    return new CommandLine(new Smilet())
        .registerConverter(Grid.class, Grid::parse)
        .registerConverter(Normalisation.class, OptionValues::normalisation)
        .registerConverter(ThresholdChoice.class, OptionValues::thresholdChoice)
        .registerConverter(Instant.class, OptionValues::instant)
        .registerConverter(SmileWeight.class, OptionValues::smileWeight)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::onArguments)
        .setExecutionExceptionHandler(Failures::onExecution);
  }

  public static void main(String[] args) {
    System.setProperty(
        "java.awt.headless", "true"); // pictures are read and drawn, no window is opened
    System.exit(commandLine().execute(args));
  }
}
