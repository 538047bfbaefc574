package smilet.shared.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a newly activated model in the running loop. */
public enum ActivationOutcome {
  /** The loop runs it now. */
  TAKEN_UP(true, "the running loop has taken it up"),
  /** No loop runs from the store. */
  NO_LOOP(true, "no loop runs; the next one starts with it"),
  /** The loop failed with it. */
  FAILED(false, "the loop failed with it, and the model before runs again"),
  /** Another model was activated meanwhile. */
  OVERTAKEN(true, "another model was activated right after it"),
  /** A loop runs, but has not taken it up in time. */
  TIMED_OUT(false, "the running loop has not taken it up in time");

  private static final long POLL_MILLIS = 20;

  private final boolean good;
  private final String explanation;

  ActivationOutcome(boolean good, String explanation) {
    this.good = good;
    this.explanation = explanation;
  }

  /**
   * Waits until a running loop runs the model of this hash, or until it is clear that it will not.
   */
  public static ActivationOutcome await(ModelStore store, String hash, Duration timeout)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      StoreStatus status = store.status();
      if (status.failure().filter(failure -> failure.hash().equals(hash)).isPresent()) {
        return FAILED;
      }
      if (!status.current().equals(Optional.of(hash))) {
        return OVERTAKEN;
      }
      if (!status.loopRuns()) {
        return NO_LOOP;
      }
      if (status.running().equals(Optional.of(hash))) {
        return TAKEN_UP;
      }
      if (System.nanoTime() - deadline >= 0) {
        return TIMED_OUT;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Whether the installation did what the user wanted. */
  public boolean good() {
    return good;
  }

  /** The outcome in words, to follow "installed: ". */
  public String explanation() {
    return explanation;
  }

  /** The name in JSON, as "taken-up". */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one of that name in JSON. */
  public static Optional<ActivationOutcome> ofWord(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
