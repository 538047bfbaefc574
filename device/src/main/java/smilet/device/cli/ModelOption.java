package smilet.device.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import smilet.device.supply.ModelLocation;
import smilet.shared.store.ModelStore;

/** Which model runs: the option of every command that runs one. */
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "FILE-OR-STORE",
      description =
          "A model file, a model store, or the name of a ready-made model (smilet models lists"
              + " them). From a store, newly flashed models are taken up while it runs. \"ready\" is"
              + " the ready-made model that fits the sensor best, and the default.")
  Optional<Path> model;

  @Option(
      names = ConfigFile.STORE_OPTION,
      paramLabel = "DIR",
      defaultValue = StoreFolder.DEFAULT,
      description =
          "The device's store: a model FILE must be one that it accepts (default: model of the"
              + " configuration, $SMILET_STORE, or smilet-store in the home folder).")
  Path store;

  @Mixin TrustOptions trust;

  /** The store that runs, or else the device's store. */
  Path storeFolder() {
    return model.filter(ModelStore::isStore).orElse(store);
  }

  ModelLocation location() {
    return ModelLocation.of(model, trust.policy(), store);
  }
}
