package smilet.device.indicator;

/** What happens beside readings, each told once. */
public enum LoopEvent {
  /** The sensor gives no readings to trust; outputs are safe until it does. */
  FAULT,
  /** It does again. */
  RECOVERED,
  /** A newly flashed model was taken up. */
  MODEL,
  /** A newly flashed model cannot be run; the previous one goes on. */
  REFUSED
}
