package smilet.device.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import smilet.shared.store.ModelStore;

/** Which model store, and whose models may be in it. */
final class StoreOptions {
  @Option(
      names = "--store",
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
}
