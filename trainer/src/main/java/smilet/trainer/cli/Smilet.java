package smilet.trainer.cli;

import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.pipeline.SmileWeight;
import smilet.trainer.quantise.ThresholdChoice;

/** {@code smilet}: trains and evaluates smile detectors and installs them on devices. */
@Command(
    name = "smilet",
    version = "smilet 1.0.0",
    mixinStandardHelpOptions = true,
    description = "Trains smile detectors for sensors with few pixels.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LessonCommand.class,
      FacesCommand.class,
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
