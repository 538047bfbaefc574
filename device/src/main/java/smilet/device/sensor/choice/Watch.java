package smilet.device.sensor.choice;

/** What is watched for in the pictures of a sensor. */
public enum Watch {
  /** Nothing: the pictures are drawn or replayed. */
  NOTHING,
  /**
   * A picture that never changes, or that is all dark or all bright. A camera's single pixels may
   * stay dark or bright for ever: black bars, a window.
   */
  WHOLE_PICTURE,
  /** Also single pixels that never change: each has a wire of its own, or is one of few. */
  EVERY_PIXEL
}
