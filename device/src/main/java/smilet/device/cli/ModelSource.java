package smilet.device.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.device.loop.LoadedModel;
import smilet.device.loop.ModelHandover;
import smilet.device.loop.ModelLoader;
import smilet.device.loop.ModelWatch;
import smilet.shared.file.IoReason;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.FrameFormat;
import smilet.shared.store.CurrentModel;
import smilet.shared.store.LoopPresence;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/** Where a run's models come from: one file, or a store that is watched for newly flashed ones. */
final class ModelSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelSource.class);
  private static final long PATIENCE_MILLIS = 300;

  private final Path path;
  private final TrustPolicy trust;
  private final ModelStore store;
  private final LoopPresence running;
  private Thread watch;

  /** Opens the path, as a store where it is one. */
  ModelSource(Path path, TrustPolicy trust) {
    this.path = path;
    this.trust = trust;
    try {
      store = ModelStore.isStore(path) ? ModelStore.open(path, trust) : null;
      running = store == null ? null : store.startRunning();
    } catch (IOException e) {
      throw new UserError("model store " + path + " cannot be opened: " + IoReason.of(e), e);
    }
  }

  /** Lets those who flash know how many pixels the sensor has. */
  void sensorOpened(FrameFormat frames) {
    if (running == null) {
      return;
    }
    try {
      running.announceSensor(frames.grid());
    } catch (IOException e) {
      throw new UserError("model store " + path + " cannot be written: " + IoReason.of(e), e);
    }
  }

  /** Loads the model to begin with. */
  LoadedModel first(ModelLoader loader) {
    try {
      return store == null ? fromFile(loader) : fromStore(loader);
    } catch (IOException e) {
      throw new UserError("model " + path + " cannot be used: " + IoReason.of(e), e);
    } catch (IllegalArgumentException e) {
      throw new UserError("model " + path + " cannot run here: " + e.getMessage(), e);
    }
  }

  private LoadedModel fromFile(ModelLoader loader) throws IOException {
    ModelFile file = ModelFile.read(path);
    trust.requireTrusted(file);
    return loader.load(file);
  }

  private LoadedModel fromStore(ModelLoader loader) throws IOException {
    while (true) {
      CurrentModel current =
          store
              .current()
              .orElseThrow(
                  () ->
                      new UserError("no model in store " + path + " yet: flash one into it first"));
      current.warning().ifPresent(LOG::warn);
      try {
        return loader.load(current.model());
      } catch (IllegalArgumentException e) {
        String hash = current.model().contentHash();
        if (store.reportFailure(hash, e.getMessage()).isEmpty()) {
          throw e; // nothing to go back to
        }
        LOG.warn("model {} cannot run here ({}), going back", hash, e.getMessage());
      }
    }
  }

  /** From now on the loop is offered what is flashed into the store. */
  void watch(ModelLoader loader, ModelHandover models) {
    if (store != null) {
      ModelWatch looks = new ModelWatch(store, running, loader, models);
      watch = Thread.ofPlatform().daemon().name("model watch").start(looks);
    }
  }

  @Override
  public void close() {
    try {
      if (watch != null) {
        watch.interrupt();
        watch.join(PATIENCE_MILLIS);
      }
      if (running != null) {
        running.close();
      }
    } catch (IOException e) {
      LOG.warn("the model store was not left cleanly: {}", IoReason.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program ends anyway, and its lock with it
    }
  }
}
