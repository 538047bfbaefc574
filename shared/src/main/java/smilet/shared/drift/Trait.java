package smilet.shared.drift;

/** A property of a picture that a change of the surroundings or of the sensor moves. */
public enum Trait {
  /** The mean of the cells: 0 is black, 255 is white. */
  BRIGHTNESS,

  /** The standard deviation of the cells; 255 is half of the distance from black to white. */
  CONTRAST,

  /**
   * How much of the differences between neighbours is fine detail: low if blurred, high if noisy.
   */
  SHARPNESS,

  /**
   * How much the rows differ from each other, compared with the columns: 255 is horizontal stripes.
   * Eyes, brows and mouths are such stripes, so a face that is turned by a quarter has a low value.
   */
  BANDS,

  /**
   * How much the quietest half of the picture (left, right, upper or lower) moves from cell to
   * cell, compared with the liveliest: low if a half is covered.
   */
  HALVES
}
