package smilet.device.supply;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.shared.store.LoopPresence;
import smilet.shared.store.ModelStore;
import smilet.shared.store.RefusedModelException;

/**
 * Checks the store a few times per second, on a thread of its own, and offers newly flashed models
 * to the loop: loaded, verified and warmed up. It reports to the store which model the loop has
 * taken up, and makes the store go back to the previous model if the new one cannot run. A new
 * model is on trial until it has classified {@value ModelHandover#PROVING_FRAMES} frames.
 */
public final class ModelWatch implements Runnable {
  private static final long PERIOD_MILLIS = 200;
  private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

  private final ModelStore store;
  private final LoopPresence presence;
  private final ModelLoader loader;
  private final ModelHandover models;
  private String acknowledged = "";
  private String offered = "";
  private String refused = "";
  private String proven = "";
  private String fault = "";
  private String drift = "";
  private String lastWarning = "";

  /**
   * @param presence the mark in the store that a loop runs
   * @param models gives the loop its next model, and tells which one it runs
   */
  public ModelWatch(
      ModelStore store, LoopPresence presence, ModelLoader loader, ModelHandover models) {
    this.store = store;
    this.presence = presence;
    this.loader = loader;
    this.models = models;
  }

  /** Checks until the thread is interrupted. */
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        checkStore();
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program ends
    }
  }

  /** Checks once. */
  void checkStore() {
    try {
      goBackFromFailed();
      acknowledge();
      tellCondition();
      endTrial();
      offerCurrent();
      lastWarning = "";
    } catch (IOException | RuntimeException | Error e) {
      // Logged once; the loop goes on with the model that it has, and this thread goes on, too.
      String warning = e instanceof IOException fault ? fault.getMessage() : e.toString();
      if (!lastWarning.equals(warning)) {
        lastWarning = String.valueOf(warning);
        LOG.warn("the model store cannot be used: {}", lastWarning);
      }
    }
  }

  /** Ends the trial of a model that has proven itself. */
  void endTrial() throws IOException {
    String hash = models.running().contentHash(); // before the count, see ModelHandover
    if (models.isProven() && !hash.equals(proven)) {
      store.trial().end(hash, true);
      proven = hash;
    }
  }

  /** Ends the trial because the run ends in order, so that the next one does not go back. */
  void endTrialInOrder() throws IOException {
    endTrial();
    store.trial().end(models.running().contentHash(), false);
  }

  private void goBackFromFailed() throws IOException {
    ModelHandover.Failure failure = models.takeFailure();
    if (failure != null) {
      refused = failure.model().contentHash();
      store.trial().reportFailure(refused, failure.reason());
    }
  }

  private void acknowledge() throws IOException {
    String hash = models.running().contentHash();
    if (!hash.equals(acknowledged)) {
      presence.tookUp(hash);
      acknowledged = hash;
      store.trial().ran(hash);
    }
  }

  /** Tells other processes how the loop is. */
  private void tellCondition() throws IOException {
    String faultNow = models.fault();
    if (!faultNow.equals(fault)) {
      presence.faulty(faultNow);
      fault = faultNow;
    }
    String driftNow = models.drift();
    if (!driftNow.equals(drift)) {
      presence.drifted(driftNow);
      drift = driftNow;
    }
  }

  private void offerCurrent() throws IOException {
    Optional<String> current = store.currentHash();
    if (current.isEmpty() || current.get().equals(refused)) {
      return;
    }
    String hash = current.get();
    if (hash.equals(models.running().contentHash())) {
      models.withdrawOffer(); // it was flashed and rolled back between two checks
      offered = "";
    } else if (!hash.equals(offered)) {
      refused = "";
      store.trial().begin(hash); // without that note on the disk the model is not tried
      try {
        models.offer(loader.load(store.load(hash)));
        offered = hash;
      } catch (IOException e) {
        refuse(hash, e.getMessage());
      } catch (RuntimeException | Error e) { // this thread must survive every model
        refuse(hash, RefusedModelException.of(e).getMessage());
      }
    }
  }

  private void refuse(String hash, String reason) throws IOException {
    refused = hash;
    models.reportRefusal(
        "model %s cannot run here (%s); %s goes on"
            .formatted(LoadedModel.nameOf(hash), reason, models.running().name()));
    store.trial().reportFailure(hash, reason);
  }
}
