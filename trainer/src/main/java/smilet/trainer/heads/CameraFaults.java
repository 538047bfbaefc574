package smilet.trainer.heads;

/**
 * What a camera does to a picture: exposure, a soft shoulder, gamma, blur, contrast, noise,
 * clipping and lossy compression. One instance per thread.
 */
final class CameraFaults {
  private static final int TABLE = 256;

  /** More than the square root of the brightest value after the shoulder. */
  private static final float TABLE_END = 1.1f;

  private final int side;
  private final float[] other;
  private final float[] table = new float[TABLE + 2];
  private final BlockCompression compression = new BlockCompression();

  CameraFaults(int side) {
    this.side = side;
    other = new float[side * side];
  }

  /** Turns light, about 0 to 1, into 8-bit greys. Changes {@code picture}. */
  byte[] photograph(float[] picture, RandomStream random) {
    curve(picture, Casting.GAMMA.draw(random));
    blur(picture, Casting.BLUR.draw(random) * side / 64);
    contrast(picture, Casting.MEAN_GREY.draw(random), Casting.CONTRAST.draw(random));
    noise(picture, random);
    byte[] greys = new byte[side * side];
    boolean compressed = Casting.COMPRESSED.happens(random);
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (int) Math.clamp(picture[i], 0f, 255f);
    }
    if (compressed) {
      compression.apply(picture, side, Casting.QUALITY.draw(random));
    }
    for (int i = 0; i < picture.length; i++) {
      greys[i] = (byte) (int) Math.clamp(picture[i] + 0.5f, 0f, 255f);
    }
    return greys;
  }

  /**
   * Bright light saturates slowly from .8 to 1.15; then gamma, from a table over the square root of
   * the light, because the curve is too steep near black for a table over the light.
   */
  private void curve(float[] picture, double gamma) {
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) StrictMath.pow((double) i / TABLE * TABLE_END, 2 * gamma);
    }
    for (int i = 0; i < picture.length; i++) {
      float value = Math.max(0, picture[i]);
      if (value > 0.8f) {
        float over = value - 0.8f;
        value = 0.8f + over / (1 + over / 0.35f);
      }
      float at = (float) Math.sqrt(value) * (TABLE / TABLE_END);
      int index = (int) at;
      picture[i] = table[index] + (table[index + 1] - table[index]) * (at - index);
    }
  }

  private void blur(float[] picture, double deviation) {
    int reach = Math.max(3, (int) (2.5 * deviation));
    float[] weights = new float[reach + 1];
    float sum = 0;
    for (int i = 0; i <= reach; i++) {
      weights[i] = (float) StrictMath.exp(-i * i / (2 * deviation * deviation));
      sum += i == 0 ? weights[i] : 2 * weights[i];
    }
    for (int i = 0; i <= reach; i++) {
      weights[i] /= sum;
    }
    blurRows(picture, other, weights);
    blurRows(other, picture, weights);
  }

  /** Blurs along the rows, and writes rows as columns. */
  private void blurRows(float[] from, float[] to, float[] weights) {
    int last = side - 1;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        float sum = weights[0] * from[row * side + column];
        for (int k = 1; k < weights.length; k++) {
          int before = Math.max(0, column - k);
          int after = Math.min(last, column + k);
          sum += weights[k] * (from[row * side + before] + from[row * side + after]);
        }
        to[column * side + row] = sum;
      }
    }
  }

  private void contrast(float[] picture, double mean, double deviation) {
    double sum = 0;
    double squares = 0;
    for (float value : picture) {
      sum += value;
      squares += (double) value * value;
    }
    double centre = sum / picture.length;
    double spread = Math.sqrt(Math.max(0, squares / picture.length - centre * centre));
    float scale = (float) (Math.clamp(deviation, 14, 70) / (spread + 1e-3));
    float shift = (float) (mean - centre * scale);
    for (int i = 0; i < picture.length; i++) {
      picture[i] = picture[i] * scale + shift;
    }
  }

  /** Noise of single pixels, or spread over neighbours as a camera's colour filter does. */
  private void noise(float[] picture, RandomStream random) {
    float deviation = (float) Math.abs(Casting.NOISE.draw(random));
    boolean spread = Casting.SPREAD_NOISE.happens(random);
    for (int i = 0; i < other.length; i++) {
      other[i] = quickNormal(random) * deviation;
    }
    for (int i = 0; i < picture.length; i++) {
      float value = other[i];
      if (spread) {
        float above = other[i < side ? i + other.length - side : i - side];
        float before = other[i == 0 ? other.length - 1 : i - 1];
        value = (value + above + before) / 1.7f;
      }
      picture[i] += value;
    }
  }

  /** Mean 0, deviation 1, from four values of 16 bits. */
  private static float quickNormal(RandomStream random) {
    long bits = random.nextLong();
    long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
    return (sum - 2 * 65535L) * (1 / 37837.2f); // sqrt(4 (65536^2 - 1) / 12)
  }
}
