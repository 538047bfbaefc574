package smilet.shared.model;

/**
 * The shape of a layer's activations. They lie row by row, the channels of one position together.
 *
 * @param height rows, 1 to 128
 * @param width columns, 1 to 128
 * @param channels values per position, 1 to 256
 */
public record Shape(int height, int width, int channels) {
  public Shape {
    require("height", height, 128);
    require("width", width, 128);
    require("channels", channels, 256);
  }

  /** Number of values. */
  public int size() {
    return height * width * channels;
  }

  @Override
  public String toString() {
    return height + "x" + width + "x" + channels;
  }

  private static void require(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          what + " of a shape must be 1 to " + most + ", was " + value);
    }
  }
}
