package smilet.device.indicator;

import smilet.shared.frame.Frame;

/**
 * Shows readings. The loop's thread alone calls {@link #show}, {@link #fault} and {@link #event};
 * {@link #off()} may come from any thread at any time.
 */
public interface Indicator {
  /**
   * Shows a reading and the frame it was made from. Both are reused: keep a copy or nothing.
   *
   * @throws RuntimeException where the output is at fault; the loop counts it and goes on
   */
  void show(Reading reading, Frame frame);

  /**
   * There is no reading to trust until the next {@link #show}: an output goes to its safe state.
   * Called on every tick for as long as the fault lasts.
   *
   * @param message the fault in one line
   */
  void fault(String message);

  /** Tells, once, what has happened beside readings. */
  default void event(LoopEvent kind, String message) {}

  /** Whether whoever this was shown to has gone, as after {@code | head}: the loop then ends. */
  default boolean readerGone() {
    return false;
  }

  /** Puts the output into its safe state for good: whatever is shown later is ignored. */
  void off();
}
