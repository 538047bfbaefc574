package smilet.device.loop;

/** The parts of a frame that the loop measures. */
public enum Stage {
  /** From the tick to the beginning of the frame. */
  START,
  /** Capturing, including waiting for the sensor. */
  CAPTURE,
  /** Looking for faces, if they are looked for. */
  FIND,
  /** Resampling to the model's grid and normalisation. */
  NORMALISE,
  /** Running the model. */
  CLASSIFY,
  /** Setting the pins and printing. */
  INDICATE,
  /** From the frame's capture time, as the sensor gives it, to the decision. */
  CAPTURE_TO_DECISION
}
