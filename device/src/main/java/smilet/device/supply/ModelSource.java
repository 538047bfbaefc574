package smilet.device.supply;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.shared.error.FileError;
import smilet.shared.frame.Grid;
import smilet.shared.ready.ReadyModel;
import smilet.shared.store.CurrentModel;
import smilet.shared.store.LoopPresence;
import smilet.shared.store.ModelStore;
import smilet.shared.store.RefusedModelException;

/**
 * Where a run gets its models from: one file, a ready-made model, or a store that is watched for
 * newly flashed models. As long as a store is empty, the ready-made model runs that fits the
 * sensor. The messages of its exceptions are one line and name the path.
 */
public final class ModelSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelSource.class);
  private static final long WATCH_END_MILLIS = 300;

  private final ModelLocation location;
  private final ModelStore store; // null if the models come from no store, as the next two
  private final LoopPresence presence;
  private Thread watch;

  /**
   * Opens the store, if the location is one, and marks in it that a loop runs.
   *
   * @throws IOException if that is not possible
   */
  public ModelSource(ModelLocation location) throws IOException {
    this.location = location;
    try {
      store = location instanceof ModelLocation.Own own && own.isStore() ? own.openStore() : null;
      presence = store == null ? null : store.startRunning();
    } catch (IOException e) {
      throw failure("model store", "cannot be opened", e);
    }
  }

  /**
   * Records the sensor's grid in the store, so that finer models are refused when they are flashed.
   *
   * @throws IOException if the store cannot be written
   */
  public void announceSensor(Grid sensor) throws IOException {
    if (presence == null) {
      return;
    }
    try {
      presence.announceSensor(sensor);
    } catch (IOException e) {
      throw failure("model store", "cannot be written", e);
    }
  }

  /**
   * Loads the model to begin with. If the store's current model cannot run here, the store goes
   * back to the one before it.
   *
   * @throws IOException if no model can be read or run
   */
  public LoadedModel first(ModelLoader loader) throws IOException {
    try {
      return store == null ? only(loader) : firstOfStore(loader);
    } catch (RefusedModelException e) {
      throw failure("model", "cannot run here", e);
    } catch (IOException e) {
      throw failure("model", "cannot be used", e);
    }
  }

  private LoadedModel only(ModelLoader loader) throws IOException {
    return switch (location) {
      case ModelLocation.Own own -> loader.load(own.read(loader.grid()));
      case ModelLocation.ReadyMade ready -> readyMade(ready, loader);
    };
  }

  private static LoadedModel readyMade(ModelLocation.ReadyMade ready, ModelLoader loader)
      throws IOException {
    ReadyModel chosen = ready.choose(loader.grid());
    LOG.info("runs the ready-made model {}", chosen.name());
    return loader.load(chosen.file());
  }

  private LoadedModel firstOfStore(ModelLoader loader) throws IOException {
    while (true) {
      Optional<CurrentModel> any = store.current();
      if (any.isEmpty()) {
        LOG.info("there is no model in the store {} yet", location);
        return readyMade(ModelLocation.ReadyMade.FITTING, loader);
      }
      CurrentModel current = any.get();
      current.warning().ifPresent(LOG::warn);
      try {
        return loader.load(current.model());
      } catch (RefusedModelException e) {
        String hash = current.model().contentHash();
        if (store.reportFailure(hash, e.getMessage()).isEmpty()) {
          throw e; // there is no model to go back to
        }
        LOG.warn("model {} cannot run here ({}); going back", hash, e.getMessage());
      }
    }
  }

  /** Begins to offer the loop each model that is flashed into the store. */
  public void startWatch(ModelLoader loader, ModelHandover models) {
    if (store != null) {
      ModelWatch task = new ModelWatch(store, presence, loader, models);
      watch = Thread.ofPlatform().daemon().name("model watch").start(task);
    }
  }

  private IOException failure(String what, String how, IOException e) {
    return new IOException("%s %s %s: %s".formatted(what, location, how, FileError.reason(e)), e);
  }

  @Override
  public void close() {
    try {
      if (watch != null) {
        watch.interrupt();
        watch.join(WATCH_END_MILLIS);
      }
      if (presence != null) {
        presence.close();
      }
    } catch (IOException e) {
      LOG.warn("the model store could not be closed properly: {}", FileError.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program ends, which releases the store's lock
    }
  }
}
