package smilet.device.sensor;

import java.util.Locale;
import smilet.shared.frame.FrameFormat;

/**
 * How a sensor is mounted, and which part of its picture shows the face. The sensor's picture is
 * turned clockwise, then mirrored, then cropped; the crop refers to the upright picture.
 *
 * @param rotateDegrees the clockwise turn that makes the picture upright: 0, 90, 180 or 270
 * @param mirror whether left and right are swapped
 * @param crop the part to keep, or {@link Crop#WHOLE}
 */
public record Mounting(int rotateDegrees, boolean mirror, Crop crop) {
  /** Not turned, not mirrored, not cropped. */
  public static final Mounting UPRIGHT = new Mounting(0, false, Crop.WHOLE);

  public Mounting {
    if (rotateDegrees < 0 || rotateDegrees > 270 || rotateDegrees % 90 != 0) {
      throw new IllegalArgumentException(
          "rotate must be 0, 90, 180 or 270 degrees, was " + rotateDegrees);
    }
  }

  /**
   * A rectangle of the upright picture, in pixels from its top left.
   *
   * @param width 0, together with a height of 0, means the whole picture
   */
  public record Crop(int x, int y, int width, int height) {
    public static final Crop WHOLE = new Crop(0, 0, 0, 0);

    public Crop {
      boolean whole = x == 0 && y == 0 && width == 0 && height == 0;
      if (!whole && (x < 0 || y < 0 || width < 1 || height < 1)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "a crop must start at 0 or more and be at least 1x1, was %dx%d+%d+%d",
                width,
                height,
                x,
                y));
      }
    }

    /**
     * Reads a crop written as WIDTHxHEIGHT+X+Y, for example "40x40+12+4".
     *
     * @throws IllegalArgumentException if the text has another form; the message shows the right
     *     one
     */
    public static Crop parse(String text) {
      String[] numbers = text.strip().split("[x+]", -1);
      if (numbers.length == 4 && text.strip().matches("\\d{1,4}x\\d{1,4}\\+\\d{1,4}\\+\\d{1,4}")) {
        return new Crop(
            Integer.parseInt(numbers[2]),
            Integer.parseInt(numbers[3]),
            Integer.parseInt(numbers[0]),
            Integer.parseInt(numbers[1]));
      }
      throw new IllegalArgumentException(
          "a crop must have the form WIDTHxHEIGHT+X+Y, for example 40x40+12+4, was \""
              + text
              + "\"");
    }
  }

  boolean turnsSideways() {
    return rotateDegrees % 180 == 90;
  }

  /**
   * The format of the mounted picture.
   *
   * @throws IllegalArgumentException if the crop is not within the upright picture, or if that has
   *     more rows than a frame may have
   */
  public FrameFormat apply(FrameFormat sensor) {
    int width = turnsSideways() ? sensor.height() : sensor.width();
    int height = turnsSideways() ? sensor.width() : sensor.height();
    if (crop.equals(Crop.WHOLE)) {
      if (height > FrameFormat.MAX_HEIGHT) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "turned by %d degrees, the picture has %d rows, but at most %d are possible; let"
                    + " the camera send a smaller one",
                rotateDegrees,
                height,
                FrameFormat.MAX_HEIGHT));
      }
      return new FrameFormat(width, height, sensor.bits());
    }
    if (crop.x() + crop.width() > width || crop.y() + crop.height() > height) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "crop %dx%d+%d+%d does not lie within the upright picture of %dx%d",
              crop.width(),
              crop.height(),
              crop.x(),
              crop.y(),
              width,
              height));
    }
    return new FrameFormat(crop.width(), crop.height(), sensor.bits());
  }

  /** For each pixel of the mounted picture, row by row: the index of the sensor's pixel. */
  int[] sources(FrameFormat sensor) {
    FrameFormat mounted = apply(sensor);
    int uprightWidth = turnsSideways() ? sensor.height() : sensor.width();
    int[] sources = new int[mounted.pixelCount()];
    for (int y = 0; y < mounted.height(); y++) {
      for (int x = 0; x < mounted.width(); x++) {
        int uprightX = x + crop.x();
        int uprightY = y + crop.y();
        sources[y * mounted.width() + x] =
            source(sensor, mirror ? uprightWidth - 1 - uprightX : uprightX, uprightY);
      }
    }
    return sources;
  }

  /** The index, before the turn, of the pixel at (x, y) of the turned picture. */
  private int source(FrameFormat sensor, int x, int y) {
    int right = sensor.width() - 1;
    int bottom = sensor.height() - 1;
    return switch (rotateDegrees) {
      case 0 -> y * sensor.width() + x;
      case 90 -> (bottom - x) * sensor.width() + y;
      case 180 -> (bottom - y) * sensor.width() + right - x;
      default -> x * sensor.width() + right - y;
    };
  }
}
