package smilet.device.home;

import java.util.Objects;

/**
 * What is published of one moment. Belongs to one thread, or is guarded by {@link HomeFeed}'s lock.
 */
final class Moment {
  /**
   * In {@link #permille}: there is no percentage, because of a fault or because nobody is there.
   */
  static final int NONE = -1;

  long frame;

  /** As in the lines of JSON; null if there is none, because of a fault or a pause. */
  String decision;

  int permille = NONE;

  long latencyNanos;
  boolean paused;

  /** The fault of the sensor; null if there is none. */
  String fault;

  /** The name of the model that runs. */
  String model = "";

  /** What is wrong with the device; null if nothing is. */
  String problem;

  void copyFrom(Moment other) {
    frame = other.frame;
    decision = other.decision;
    permille = other.permille;
    latencyNanos = other.latencyNanos;
    paused = other.paused;
    fault = other.fault;
    model = other.model;
    problem = other.problem;
  }

  /** Whether a listener would want to know at once how this differs from another moment. */
  boolean differsFrom(Moment other) {
    return !Objects.equals(decision, other.decision)
        || paused != other.paused
        || !model.equals(other.model)
        || !Objects.equals(problem, other.problem);
  }
}
