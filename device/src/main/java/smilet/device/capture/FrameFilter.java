package smilet.device.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.frame.PerFormat;
import smilet.shared.frame.Preprocessor;

/**
 * Decides which captured frames are worth keeping. A frame that is too dark, too bright, flat or
 * blurred would teach a model nothing about a smile, and a near copy of a frame of the same burst
 * adds nothing.
 *
 * <p>Brightness is judged on the sensor's pixels; everything else on a small picture with the mean
 * subtracted and divided by the contrast, as a model sees it. It belongs to one thread.
 */
final class FrameFilter {
  /** What was decided about a frame. */
  enum Verdict {
    KEPT(""),
    NEAR_COPY("hardly differs from the one before; move a little"),
    TOO_DARK("too dark; turn on a lamp"),
    TOO_BRIGHT("too bright; turn away from the lamp or the window"),
    FLAT("all grey; look for what covers the sensor"),
    BLURRED("blurred; hold still, or focus the lens"),
    FROZEN("the sensor gives the same picture again and again");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** What it means and what helps; empty for {@link #KEPT}. */
    String words() {
      return words;
    }
  }

  /** The mean of a frame that is too dark, below this share of full scale. */
  private static final double DARK = 0.06;

  /** More than this share of the pixels at white is too bright. */
  private static final double CLIPPED = 0.25;

  /** White begins at this share of full scale. */
  private static final double WHITE = 0.985;

  /** A flat frame deviates from its mean by less than this share of full scale. */
  private static final double LEAST_DEVIATION = 0.015;

  /** The side of the small picture, or the frame's own if that is smaller. */
  private static final int SIDE = 48;

  /** Blur cannot be told on fewer pixels than a small picture has. */
  private static final int LEAST_SIDE_FOR_BLUR = 32;

  /**
   * A sharp face has a mean second difference above this, in standard deviations of its pixels. At
   * 48 x 48, of 1,002 photographs of 64 x 64 pixels 99.5 in 100 have more; of the same photographs,
   * each pixel replaced by the mean of 7 x 7, 96 in 100 have less.
   */
  private static final double LEAST_SHARPNESS = 0.042;

  /**
   * Near copies differ by less than this on average, in standard deviations of a frame's pixels.
   */
  private static final double NEAR = 0.08;

  /** So many equal frames in a row: noise does not allow that. */
  private static final int FROZEN_FRAMES = 10;

  private final PerFormat<Preprocessor> preprocessors =
      new PerFormat<>(
          format -> new Preprocessor(format, small(format.grid()), Normalisation.CONTRAST));
  private final List<byte[]> kept = new ArrayList<>();
  private char[] last = new char[0];
  private int equalFrames;

  private static Grid small(Grid grid) {
    return new Grid(Math.min(SIDE, grid.width()), Math.min(SIDE, grid.height()));
  }

  /** Forgets the frames that were kept: a new burst begins. */
  void beginBurst() {
    kept.clear();
    equalFrames = 0;
  }

  /** Judges a frame and remembers it if it is kept. */
  Verdict judge(Frame frame) {
    if (isFrozen(frame.pixels())) {
      return Verdict.FROZEN;
    }
    Optional<Verdict> light = light(frame);
    if (light.isPresent()) {
      return light.get();
    }
    FrameFormat format = frame.format();
    Grid grid = small(format.grid());
    byte[] picture = new byte[grid.cellCount()];
    preprocessors.of(format).apply(frame, picture);
    boolean judgesBlur = Math.min(grid.width(), grid.height()) >= LEAST_SIDE_FOR_BLUR;
    if (judgesBlur && sharpness(picture, grid) < LEAST_SHARPNESS) {
      return Verdict.BLURRED;
    }
    if (kept.stream().anyMatch(other -> difference(other, picture) < NEAR)) {
      return Verdict.NEAR_COPY;
    }
    kept.add(picture);
    return Verdict.KEPT;
  }

  private boolean isFrozen(char[] pixels) {
    equalFrames = Arrays.equals(last, pixels) ? equalFrames + 1 : 0;
    last = pixels.clone();
    return equalFrames >= FROZEN_FRAMES;
  }

  private static Optional<Verdict> light(Frame frame) {
    int fullScale = frame.format().fullScale();
    int white = (int) Math.ceil(WHITE * fullScale);
    long sum = 0;
    long squares = 0; // at most 640 · 480 · 65535^2 < 2^51
    int clipped = 0;
    for (char pixel : frame.pixels()) {
      sum += pixel;
      squares += (long) pixel * pixel;
      clipped += pixel >= white ? 1 : 0;
    }
    double count = frame.pixels().length;
    double mean = sum / count;
    double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
    if (mean < DARK * fullScale) {
      return Optional.of(Verdict.TOO_DARK);
    }
    if (clipped > CLIPPED * count) {
      return Optional.of(Verdict.TOO_BRIGHT);
    }
    return deviation < LEAST_DEVIATION * fullScale ? Optional.of(Verdict.FLAT) : Optional.empty();
  }

  /** The mean absolute second difference over four neighbours, in standard deviations. */
  static double sharpness(byte[] picture, Grid grid) {
    int width = grid.width();
    long sum = 0;
    for (int y = 1; y < grid.height() - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        int around = picture[i - 1] + picture[i + 1] + picture[i - width] + picture[i + width];
        sum += Math.abs(4 * picture[i] - around);
      }
    }
    int count = (width - 2) * (grid.height() - 2);
    return (double) sum / count / (4 * Normalisation.CONTRAST.one());
  }

  /**
   * The mean absolute difference of two pictures, in standard deviations; large if sizes differ.
   */
  private static double difference(byte[] one, byte[] other) {
    if (one.length != other.length) {
      return Double.MAX_VALUE;
    }
    long sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return (double) sum / one.length / Normalisation.CONTRAST.one();
  }
}
