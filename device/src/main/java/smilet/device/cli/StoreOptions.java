package smilet.device.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import smilet.shared.error.UserError;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.store.ModelStore;

/** The options that say which model store is used and which models it accepts. */
final class StoreOptions {
  static final String DEFAULT_STORE =
      "${env:" + ConfigFile.STORE_VARIABLE + ":-${sys:user.home}/smilet-store}";

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

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
      defaultValue = DEFAULT_STORE,
      description = "The model store (default: $SMILET_STORE, or smilet-store in the home folder).")
  Path folder;

  @Mixin TrustOptions trust;

  /** Opens a store that must exist. */
  ModelStore open() throws IOException {
    ModelStore store = ModelStore.open(folder, trust.policy());
    warn(store);
    return store;
  }

  /** Opens a store, and creates it if there is none. */
  ModelStore openOrCreate() throws IOException {
    ModelStore store = ModelStore.openOrCreate(folder, trust.policy());
    warn(store);
    return store;
  }

  private void warn(ModelStore store) {
    store
        .warnings()
        .forEach(
            warning ->
                command.commandLine().getErr().println("smilet-device: warning: " + warning));
  }

  /** The grid of the configured sensor, if there is a configuration that says it. */
  Optional<Grid> configuredSensor() {
    if (!(command.defaultValueProvider() instanceof ConfigFile values)) {
      return Optional.empty();
    }
    SensorOptions sensor = new SensorOptions();
    try {
      new CommandLine(sensor).setDefaultValueProvider(values).parseArgs();
      return sensor.settings().format().map(FrameFormat::grid);
    } catch (ParameterException | UserError e) {
      throw new UserError(values.located(e.getMessage()), e);
    }
  }
}
