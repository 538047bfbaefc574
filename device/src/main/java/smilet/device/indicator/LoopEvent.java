package smilet.device.indicator;

/** The kinds of events that are not readings. */
public enum LoopEvent {
  /** The sensor has a fault; outputs are in their safe state until it recovers. */
  FAULT,
  /** The sensor gives valid frames again. */
  RECOVERED,
  /** The loop has taken up a newly flashed model. */
  MODEL,
  /** A newly flashed model cannot run; the previous one goes on. */
  REFUSED,
  /** The loop was asked to stop looking; outputs are in their safe state. */
  PAUSED,
  /** The loop looks again. */
  RESUMED,
  /** The sensor, the surroundings or the answers are no longer what the model is used to. */
  DRIFT,
  /** They are again. */
  SETTLED
}
