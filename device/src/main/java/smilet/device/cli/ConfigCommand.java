package smilet.device.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;
import smilet.device.sensor.choice.SensorKind;

/**
 * {@code smilet-device config}: prints a commented configuration with every key at its default. It
 * is generated from the options, so that the two cannot differ.
 */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Prints a commented configuration file with every key at its default.")
final class ConfigCommand implements Runnable {
  private static final int COLUMNS = 98;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("# The configuration of: smilet-device run --config THIS-FILE");
    out.println("# Every key is also an option; an option on the command line overrides the key.");
    CommandSpec run = spec.parent().subcommands().get("run").getCommandSpec();
    for (OptionSpec option : run.options()) {
      if (ConfigFile.isKey(option)) {
        out.println();
        printWrapped(description(option), out);
        out.println(line(option));
      }
    }
    out.flush();
  }

  private static String description(OptionSpec option) {
    String description = String.join(" ", option.description());
    return description.replace(" (default: " + option.defaultValue() + ")", ""); // the key shows it
  }

  private static void printWrapped(String description, PrintWriter out) {
    StringBuilder line = new StringBuilder("#");
    for (String word : description.split(" ", -1)) {
      if (line.length() + 1 + word.length() > COLUMNS) {
        out.println(line);
        line.setLength(1);
      }
      line.append(' ').append(word);
    }
    out.println(line);
  }

  /** The key and its default; commented out if it has none, or if only one sensor uses it. */
  private static String line(OptionSpec option) {
    String line = assignment(option);
    boolean unset = option.defaultValue() == null && option.type() != boolean.class;
    return unset || SensorKind.ofOption(line).isPresent() ? "# " + line : line;
  }

  private static String assignment(OptionSpec option) {
    if (ConfigText.isYesOrNo(option)) {
      return ConfigText.assignment(option, option.type() == boolean.class ? "false" : "true");
    }
    String value = option.defaultValue() == null ? option.paramLabel() : option.defaultValue();
    return ConfigText.assignment(option, value);
  }
}
