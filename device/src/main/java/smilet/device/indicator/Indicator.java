package smilet.device.indicator;

import smilet.shared.frame.Frame;

/**
 * Shows readings. Only the loop's thread calls {@link #show}, {@link #fault}, {@link #paused} and
 * {@link #event}; any thread may call {@link #off()} at any time.
 */
public interface Indicator {
  /**
   * Shows a reading and the frame that it was made from. Both objects are reused by the caller.
   *
   * @throws RuntimeException if the output fails; the loop counts it and goes on
   */
  void show(Reading reading, Frame frame);

  /**
   * Puts the output into its safe state until the next {@link #show}, because there is no valid
   * reading. Called on every tick while the fault lasts.
   *
   * @param message the fault in one line
   */
  void fault(String message);

  /**
   * Puts the output into its safe state until the next {@link #show}, because the loop was asked to
   * stop looking. Called on every frame of the pause.
   */
  default void paused() {
    fault("paused");
  }

  /** Reports an event that is not a reading. Called once per event. */
  default void event(LoopEvent kind, String message) {}

  /** Whether the reader of the output has gone, as after {@code | head}; the loop then ends. */
  default boolean readerGone() {
    return false;
  }

  /** Puts the output into its safe state; later calls of other methods have no effect. */
  void off();
}
