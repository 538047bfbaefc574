package smilet.device.loop;

/** What the loop measures of every frame. */
public enum Stage {
  /** How long after its tick a frame began. */
  START,
  /** The sensor's part, waiting for it included. */
  CAPTURE,
  /** Resampling to the model's grid and normalisation. */
  NORMALISE,
  /** The model. */
  CLASSIFY,
  /** Pins and screen. */
  INDICATE,
  /** From the frame's capture time, as the sensor gives it, to the decision. */
  CAPTURE_TO_DECISION
}
