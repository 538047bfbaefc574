package smilet.device.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import smilet.shared.file.Disk;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;
import smilet.shared.ready.ReadyModel;
import smilet.shared.ready.ReadyModels;
import smilet.shared.store.CurrentModel;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/** Where a run gets its model from. */
public sealed interface ModelLocation {
  /**
   * A model file, or a store, of which the current model is meant.
   *
   * @param trust says which keys must have signed a model
   * @param deviceStore the store whose trust a model file must obey
   */
  record Own(Path path, TrustPolicy trust, Path deviceStore) implements ModelLocation {
    /** Whether the path is a model store. */
    boolean isStore() {
      return ModelStore.isStore(path);
    }

    /** Opens the store. */
    ModelStore openStore() throws IOException {
      return openStore(Disk.REAL);
    }

    ModelStore openStore(Disk disk) throws IOException {
      return ModelStore.open(disk, path, trust);
    }

    @Override
    public boolean dependsOnSensor() throws IOException {
      return isStore() && openStore().current().isEmpty();
    }

    @Override
    public ModelFile read(Grid sensor) throws IOException {
      if (isStore()) {
        Optional<CurrentModel> current = openStore().current(); // a store gives trusted models only
        return current.isPresent() ? current.get().model() : ReadyMade.FITTING.read(sensor);
      }
      ModelFile file = ModelFile.read(path);
      ModelStore.requireAllowed(file, deviceStore, trust);
      return file;
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * A model that comes with the program. It is part of the program and therefore as trustworthy, so
   * it needs no signature.
   *
   * @param model which one; empty for the one that fits the sensor best
   */
  record ReadyMade(Optional<ReadyModel> model) implements ModelLocation {
    static final ReadyMade FITTING = new ReadyMade(Optional.empty());

    @Override
    public boolean dependsOnSensor() {
      return model.isEmpty();
    }

    @Override
    public ModelFile read(Grid sensor) throws IOException {
      return choose(sensor).file();
    }

    ReadyModel choose(Grid sensor) throws IOException {
      return model
          .or(() -> ReadyModels.fitting(sensor))
          .orElseThrow(
              () ->
                  new IOException(
                      "no ready-made model fits a sensor of %s; train one and give it with --model"
                          .formatted(sensor)));
    }

    @Override
    public String toString() {
      return model.map(ReadyModel::name).orElse(ReadyModels.ANY);
    }
  }

  /**
   * What a user means by the text of an option. A file or folder comes first, then the name of a
   * ready-made model.
   *
   * @param text empty for the ready-made model that fits
   * @param deviceStore the store whose trust a model file must obey
   */
  static ModelLocation of(Optional<Path> text, TrustPolicy trust, Path deviceStore) {
    if (text.isEmpty()) {
      return ReadyMade.FITTING;
    }
    String name = text.get().toString();
    Optional<ReadyModel> ready =
        Files.exists(text.get()) ? Optional.empty() : ReadyModels.named(name);
    if (ready.isPresent()) {
      return name.equals(ReadyModels.ANY) ? ReadyMade.FITTING : new ReadyMade(ready);
    }
    return new Own(text.get(), trust, deviceStore);
  }

  /**
   * Whether the model is the ready-made one that fits the sensor: it was asked for, or the store is
   * empty.
   *
   * @throws IOException if the store cannot be read
   */
  boolean dependsOnSensor() throws IOException;

  /**
   * Reads the model.
   *
   * @param sensor the grid of the sensor; decides which ready-made model fits
   * @throws IOException if there is none, it cannot be read, or it is not trusted; in one line
   */
  ModelFile read(Grid sensor) throws IOException;
}
