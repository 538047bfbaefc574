package smilet.device.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model store is used. */
final class StoreFolder {
  static final String DEFAULT =
      "${env:" + ConfigFile.STORE_VARIABLE + ":-${sys:user.home}/smilet-store}";

  @Option(
      names = ConfigFile.OPTION,
      paramLabel = "FILE",
      description =
          "Use the store, the trusted keys and the sensor from this configuration of run (default:"
              + " $SMILET_CONFIG unless a store is named, which the Debian package sets to"
              + " /etc/smilet.toml).")
  Path config; // read before the other options, see SmiletDevice.execute

  @Option(
      names = ConfigFile.STORE_OPTION,
      paramLabel = "DIR",
      defaultValue = DEFAULT,
      description = "The model store (default: $SMILET_STORE, or smilet-store in the home folder).")
  Path folder;
}
