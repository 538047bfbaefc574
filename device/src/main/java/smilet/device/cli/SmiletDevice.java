package smilet.device.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code smilet-device}: looks for smiles, live. */
@Command(
    name = "smilet-device",
    version = "smilet-device 1.0.0",
    mixinStandardHelpOptions = true,
    description = "Looks for smiles with a tiny pixel sensor, live.")
public final class SmiletDevice implements Runnable {
  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new SmiletDevice()).execute(args));
  }
}
