package smilet.device.supply;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Passes new models from the thread that loads them to the loop, and the loop's answers back. It
 * also keeps the model to go back to. Neither thread ever waits for the other.
 */
public final class ModelHandover {
  /**
   * A model that failed in the loop.
   *
   * @param reason what failed, in one line
   */
  public record Failure(LoadedModel model, String reason) {}

  /** After so many frames a model has proven itself. */
  static final int PROVING_FRAMES = 30;

  private final AtomicReference<LoadedModel> offered = new AtomicReference<>();
  private final AtomicReference<Failure> failure = new AtomicReference<>();
  private final AtomicReference<String> refusal = new AtomicReference<>();
  private volatile LoadedModel running;
  private volatile long runningSinceMillis = System.currentTimeMillis();
  private volatile int goodFrames; // written by the loop's thread only
  private volatile String fault = "";
  private volatile String drift = "";
  private LoadedModel previous; // used by the loop's thread only

  /**
   * @param first the model that the loop begins with
   */
  public ModelHandover(LoadedModel first) {
    running = first;
  }

  /** The model that the loop runs now. */
  public LoadedModel running() {
    return running;
  }

  /** When the loop began to run that model, in milliseconds since 1970. */
  public long runningSinceMillis() {
    return runningSinceMillis;
  }

  /** How many frames the loop has classified with the model that it runs now. */
  public int goodFrames() {
    return goodFrames;
  }

  /** Whether the model that the loop runs has classified so many frames that its trial is over. */
  public boolean isProven() {
    return goodFrames >= PROVING_FRAMES;
  }

  /** For the loop: the model has classified a frame. */
  public void classified() {
    goodFrames = Math.min(goodFrames, Integer.MAX_VALUE - 1) + 1;
  }

  /** For the loading thread: offers a model; it replaces one that was offered and not taken up. */
  public void offer(LoadedModel model) {
    offered.set(model);
  }

  /** For the loading thread: withdraws an offer that the loop has not taken up. */
  void withdrawOffer() {
    offered.set(null);
  }

  /**
   * For the loading thread: makes the loop report that a model was refused before it was offered.
   */
  void reportRefusal(String message) {
    refusal.set(message);
  }

  /** For the loading thread: the failure since the last call, or null if there was none. */
  public Failure takeFailure() {
    return failure.getAndSet(null);
  }

  /** For the loop: what is wrong with the sensor since now, in one line; empty if nothing is. */
  public void reportFault(String what) {
    fault = since(what);
  }

  /** For the loop: what has drifted since now, in one line; empty if nothing has. */
  public void reportDrift(String what) {
    drift = since(what);
  }

  private static String since(String what) {
    return what.isEmpty() ? "" : Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what;
  }

  /** Since when the sensor has a fault, and which; empty if it has none. */
  public String fault() {
    return fault;
  }

  /** Since when something has drifted, and what; empty if nothing has. */
  public String drift() {
    return drift;
  }

  /** For the loop: the refusal to report, or null if there is none. */
  public String takeRefusal() {
    return refusal.get() == null ? null : refusal.getAndSet(null);
  }

  /**
   * For the loop, between two frames: takes up the model on offer, if there is one.
   *
   * @return whether {@link #running} has changed
   */
  public boolean takeUpOffer() {
    LoadedModel next = offered.get() == null ? null : offered.getAndSet(null);
    if (next == null) {
      return false;
    }
    previous = running;
    change(next);
    return true;
  }

  private void change(LoadedModel next) {
    goodFrames = 0; // first: whoever reads the new model must not read the count of the old one
    running = next;
    runningSinceMillis = System.currentTimeMillis();
  }

  /**
   * For the loop: goes back from a model that fails to the one before it. A second call in a row
   * changes nothing, because only one model is kept.
   *
   * @param reason what failed, in one line
   * @return whether there was a model to go back to
   */
  public boolean goBack(String reason) {
    if (previous == null) {
      return false;
    }
    LoadedModel failed = running;
    change(previous);
    previous = null;
    failure.set(new Failure(failed, reason)); // last: whoever reads it finds the new running()
    return true;
  }
}
