package smilet.device.supply;

import java.io.IOException;
import java.nio.file.Path;
import smilet.shared.file.ModelFile;
import smilet.shared.store.CurrentModel;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/**
 * Where a model is: a model file, or a store, of which the current model is meant.
 *
 * @param trust says which keys must have signed a model
 */
public record ModelLocation(Path path, TrustPolicy trust) {
  /** Whether the path is a model store. */
  boolean isStore() {
    return ModelStore.isStore(path);
  }

  /** Opens the store. */
  ModelStore openStore() throws IOException {
    return ModelStore.open(path, trust);
  }

  /** The current model of the store. */
  CurrentModel current(ModelStore store) throws IOException {
    return store
        .current()
        .orElseThrow(() -> new IOException("there is no model in the store yet; flash one first"));
  }

  /**
   * Reads the model.
   *
   * @throws IOException if there is none, it cannot be read, or it is not trusted; in one line
   */
  public ModelFile read() throws IOException {
    if (isStore()) {
      return current(openStore()).model(); // a store gives trusted models only
    }
    ModelFile file = ModelFile.read(path);
    trust.requireTrusted(file);
    return file;
  }
}
