package smilet.trainer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code smilet}: trains, judges and delivers smile detectors. */
@Command(
    name = "smilet",
    version = "smilet 1.0.0",
    mixinStandardHelpOptions = true,
    description = "Trains smile detectors for tiny pixel sensors.")
public final class Smilet implements Runnable {
  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new Smilet()).execute(args));
  }
}
