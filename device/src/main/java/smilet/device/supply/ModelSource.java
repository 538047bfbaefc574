package smilet.device.supply;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.shared.error.FileError;
import smilet.shared.file.Disk;
import smilet.shared.frame.Grid;
import smilet.shared.ready.ReadyModel;
import smilet.shared.store.CurrentModel;
import smilet.shared.store.LoopPresence;
import smilet.shared.store.ModelFailure;
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
  private ModelWatch watch;
  private Thread watchThread;

  /**
   * Opens the store, if the location is one, and marks in it that a loop runs.
   *
   * @throws IOException if that is not possible
   */
  public ModelSource(ModelLocation location) throws IOException {
    this(location, Disk.REAL);
  }

  /** The same on another disk: for tests that kill the process within its operations. */
  ModelSource(ModelLocation location, Disk disk) throws IOException {
    this.location = location;
    try {
      store =
          location instanceof ModelLocation.Own own && own.isStore() ? own.openStore(disk) : null;
      presence = store == null ? null : store.startRunning();
      if (store != null) {
        presence.warning().ifPresent(LOG::warn);
        store.warnings().forEach(LOG::warn);
        onDisk(() -> store.trust().adopt());
      }
    } catch (IOException e) {
      throw failure("model store", "cannot be opened", e);
    }
  }

  /**
   * Records the sensor's grid in the store, so that finer models are refused when they are flashed.
   * If the store cannot be written, the loop itself refuses them later.
   */
  public void announceSensor(Grid sensor) {
    if (presence == null) {
      return;
    }
    try {
      presence.announceSensor(sensor);
    } catch (IOException e) {
      LOG.warn("the model store {} cannot be written: {}", location, FileError.reason(e));
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
    return location instanceof ModelLocation.ReadyMade ready
        ? readyMade(ready, loader)
        : loader.loadFirst(location.read(loader.grid()));
  }

  private static LoadedModel readyMade(ModelLocation.ReadyMade ready, ModelLoader loader)
      throws IOException {
    ReadyModel chosen = ready.choose(loader.grid());
    LOG.info("runs the ready-made model {}", chosen.name());
    return loader.loadFirst(chosen.file());
  }

  private LoadedModel firstOfStore(ModelLoader loader) throws IOException {
    onDisk(this::goBackFromEndedTrial);
    while (true) {
      // Before its file is read: even that may end the program.
      onDisk(this::beginTrialOfCurrent);
      Optional<CurrentModel> any = current();
      if (any.isEmpty()) {
        return readyMade(ModelLocation.ReadyMade.FITTING, loader);
      }
      CurrentModel current = any.get();
      String hash = current.model().contentHash();
      if (current.warning().isPresent()) { // it is an earlier one
        LOG.warn(current.warning().get());
        onDisk(() -> store.trial().begin(hash));
      }
      try {
        return loader.loadFirst(current.model());
      } catch (RefusedModelException e) {
        LOG.warn("model {} cannot run here ({}); going back", hash, e.getMessage());
        AtomicBoolean wentBack = new AtomicBoolean();
        onDisk(() -> wentBack.set(store.trial().reportFailure(hash, e.getMessage()).isPresent()));
        if (!wentBack.get()) {
          LOG.warn("there is no model in the store {} to go back to", location);
          return readyMade(ModelLocation.ReadyMade.FITTING, loader);
        }
      }
    }
  }

  private Optional<CurrentModel> current() {
    try {
      Optional<CurrentModel> current = store.current();
      if (current.isEmpty()) {
        LOG.info("there is no model in the store {} yet", location);
      }
      return current;
    } catch (IOException e) {
      LOG.warn("no model of the store {} can run: {}", location, e.getMessage());
      return Optional.empty();
    }
  }

  private void beginTrialOfCurrent() throws IOException {
    Optional<String> hash = store.currentHash();
    if (hash.isPresent()) {
      store.trial().begin(hash.get());
    }
  }

  private void goBackFromEndedTrial() throws IOException {
    Optional<ModelFailure> failure = store.trial().goBackFromEnded();
    if (failure.isPresent()) {
      LOG.warn(
          "the program ended while it tried model {}; going back to {}",
          failure.get().hash(),
          store.currentHash().map(hash -> "model " + hash).orElse("the ready-made model"));
    }
  }

  /** A change of the store; it may fail because the disk is full or read-only. */
  private interface Change {
    void make() throws IOException;
  }

  /** Makes a change, or warns: a device must run on a disk that it cannot write, too. */
  private void onDisk(Change change) {
    try {
      change.make();
    } catch (IOException e) {
      LOG.warn(
          "the model store cannot be written, so it cannot go back by itself: {}", e.getMessage());
    }
  }

  /** Begins to offer the loop each model that is flashed into the store. */
  public void startWatch(ModelLoader loader, ModelHandover models) {
    if (store != null) {
      watch = new ModelWatch(store, presence, loader, models);
      watchThread = Thread.ofPlatform().daemon().name("model watch").start(watch);
    }
  }

  /**
   * Notes that the run ends in order. Without this call, {@link #close} takes the model that is on
   * trial for the reason why the run has ended.
   */
  public void endsInOrder() {
    if (watch != null) {
      stopWatch();
      onDisk(watch::endTrialInOrder);
    }
  }

  private void stopWatch() {
    watchThread.interrupt();
    try {
      watchThread.join(WATCH_END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program ends, which releases the store's lock
    }
  }

  private IOException failure(String what, String how, IOException e) {
    return new IOException("%s %s %s: %s".formatted(what, location, how, FileError.reason(e)), e);
  }

  @Override
  public void close() {
    try {
      if (watch != null) {
        stopWatch();
      }
      if (presence != null) {
        presence.close();
      }
    } catch (IOException e) {
      LOG.warn("the model store could not be closed properly: {}", FileError.reason(e));
    }
  }
}
