package smilet.device.loop;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.shared.store.LoopPresence;
import smilet.shared.store.ModelStore;

/**
 * Looks into the store a few times a second, on a thread of its own, and offers the loop what was
 * newly flashed: loaded, verified and warmed up. Tells the store what the loop has taken up, and
 * takes the store back to the previous model where the new one cannot be run.
 */
public final class ModelWatch implements Runnable {
  private static final long PERIOD_MILLIS = 200;
  private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

  private final ModelStore store;
  private final LoopPresence running;
  private final ModelLoader loader;
  private final ModelHandover models;
  private String acknowledged = "";
  private String offered = "";
  private String refused = "";
  private String lastTrouble = "";

  /**
   * @param running the store's word that a loop runs from it
   * @param models what the loop runs now, and where it gets the next one
   */
  public ModelWatch(
      ModelStore store, LoopPresence running, ModelLoader loader, ModelHandover models) {
    this.store = store;
    this.running = running;
    this.loader = loader;
    this.models = models;
  }

  /** Looks until the thread is interrupted. */
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program ends
    }
  }

  /** Looks once. */
  void look() {
    try {
      goBackFromFailed();
      acknowledge();
      offerCurrent();
      lastTrouble = "";
    } catch (IOException e) {
      if (!lastTrouble.equals(e.getMessage())) { // told once; the loop goes on with what it has
        lastTrouble = String.valueOf(e.getMessage());
        LOG.warn("the model store cannot be used: {}", lastTrouble);
      }
    }
  }

  private void goBackFromFailed() throws IOException {
    ModelHandover.Refusal failure = models.takeRefusal();
    if (failure != null) {
      refused = failure.model().contentHash();
      store.reportFailure(refused, failure.reason());
    }
  }

  private void acknowledge() throws IOException {
    String hash = models.running().contentHash();
    if (!hash.equals(acknowledged)) {
      running.tookUp(hash);
      acknowledged = hash;
      store.ran(hash);
    }
  }

  private void offerCurrent() throws IOException {
    Optional<String> current = store.currentHash();
    if (current.isEmpty() || current.get().equals(refused)) {
      return;
    }
    String hash = current.get();
    if (hash.equals(models.running().contentHash())) {
      models.withdraw(); // flashed and rolled back between two looks
      offered = "";
    } else if (!hash.equals(offered)) {
      refused = "";
      try {
        models.offer(loader.load(store.load(hash)));
        offered = hash;
      } catch (IOException | IllegalArgumentException e) {
        refuse(hash, e.getMessage());
      }
    }
  }

  private void refuse(String hash, String reason) throws IOException {
    refused = hash;
    models.announce(
        "model %s cannot run here (%s), %s goes on"
            .formatted(LoadedModel.nameOf(hash), reason, models.running().name()));
    store.reportFailure(hash, reason);
  }
}
