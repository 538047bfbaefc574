package smilet.shared.store;

/** What became of a newly activated model in the running loop. */
public enum TakeUp {
  /** The loop runs it. */
  TAKEN_UP,
  /** No loop runs from the store; the next one will start with it. */
  NO_LOOP,
  /** The loop failed with it, and the store went back to the model before. */
  FAILED,
  /** Another model was activated meanwhile. */
  OVERTAKEN,
  /** A loop runs, but has not taken it up in time. */
  TIMED_OUT
}
