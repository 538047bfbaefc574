package smilet.device.supply;

import java.io.IOException;
import java.util.Optional;
import smilet.shared.file.ModelFile;
import smilet.shared.ready.ReadyModel;
import smilet.shared.ready.ReadyModels;
import smilet.shared.store.ModelStore;

/**
 * What is known about the models that a run can have: their names and files, and the one to go back
 * to. It asks the disk each time, so it is not for the loop's thread.
 */
public final class InstalledModels {
  private final ModelLocation location;

  public InstalledModels(ModelLocation location) {
    this.location = location;
  }

  /** The ready-made model with this hash; empty if it is none. */
  public static Optional<ReadyModel> ready(String hash) {
    return ReadyModels.all().stream().filter(model -> model.contentHash().equals(hash)).findFirst();
  }

  /** What people call a model: a ready-made one by its name, others by the first digits. */
  public String name(String hash) {
    return ready(hash).map(ReadyModel::name).orElse(LoadedModel.nameOf(hash));
  }

  /** The file of a model; empty if it cannot be read. */
  public Optional<ModelFile> file(String hash) {
    Optional<ReadyModel> ready = ready(hash);
    if (ready.isPresent()) {
      return ready.map(ReadyModel::file);
    }
    if (!(location instanceof ModelLocation.Own own)) {
      return Optional.empty();
    }
    try {
      Optional<ModelStore> store = store();
      ModelFile file = store.isPresent() ? store.get().load(hash) : ModelFile.read(own.path());
      return Optional.of(file).filter(read -> read.contentHash().equals(hash));
    } catch (IOException gone) {
      return Optional.empty(); // the loop goes on with what it has
    }
  }

  /** The hash of the model to go back to; empty if there is none. */
  public Optional<String> before() throws IOException {
    Optional<ModelStore> store = store();
    return store.isEmpty() ? Optional.empty() : store.get().status().before().stream().findFirst();
  }

  /**
   * Makes the model before current again; the loop takes it up within a second.
   *
   * @throws IOException if there is none, or it may not run
   */
  public void goBack() throws IOException {
    store().orElseThrow(() -> new IOException("there is no model before to go back to")).rollback();
  }

  private Optional<ModelStore> store() throws IOException {
    return location instanceof ModelLocation.Own own && own.isStore()
        ? Optional.of(own.openStore())
        : Optional.empty();
  }
}
