package smilet.device.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import smilet.shared.error.UserError;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.store.ModelStore;

/** The options that say which model store is used and which models it accepts. */
final class StoreOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Mixin StoreFolder place;

  @Mixin TrustOptions trust;

  /** Opens a store that must exist. */
  ModelStore open() throws IOException {
    ModelStore store = ModelStore.open(place.folder, trust.policy());
    warn(store);
    return store;
  }

  /** Opens a store, and creates it if there is none. */
  ModelStore openOrCreate() throws IOException {
    ModelStore store = ModelStore.openOrCreate(place.folder, trust.policy());
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
