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
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.store.ModelStore;

/** Which model store, and whose models may be in it. */
final class StoreOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = ConfigFile.OPTION,
      paramLabel = "FILE",
      description = "what run is configured with: its store, trusted keys and sensor")
  Path config; // read before the command line is, see SmiletDevice.execute

  @Option(
      names = ConfigFile.STORE_OPTION,
      paramLabel = "DIR",
      defaultValue = "${env:SMILET_STORE:-${sys:user.home}/smilet-store}",
      description = "the model store; default $SMILET_STORE or smilet-store in the home folder")
  Path folder;

  @Mixin TrustOptions trust;

  /** Opens a store that must be there. */
  ModelStore open() throws IOException {
    return ModelStore.open(folder, trust.policy());
  }

  /** Opens the store, or makes it. */
  ModelStore openOrCreate() throws IOException {
    return ModelStore.openOrCreate(folder, trust.policy());
  }

  /** The pixels of the sensor in the configuration, where one was named and tells them. */
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
