package smilet.trainer.heads;

/**
 * What JPEG does to greys: it rounds the cosine transform of blocks of 8 x 8 pixels in the steps of
 * the standard's luminance table (ITU-T T.81, table K.1), scaled for a quality as the Independent
 * JPEG Group's library does. Written out here because decoders differ in the last bit. One instance
 * per thread.
 */
final class BlockCompression {
  private static final int SIDE = 8;

  private static final int[] STEPS = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };

  /** Row k holds the k-th cosine, of length 1. */
  private static final float[] COSINES = cosines();

  private final float[] block = new float[SIDE * SIDE];
  private final float[] half = new float[SIDE * SIDE];

  private static float[] cosines() {
    float[] cosines = new float[SIDE * SIDE];
    for (int k = 0; k < SIDE; k++) {
      double length = k == 0 ? Math.sqrt(1.0 / SIDE) : Math.sqrt(2.0 / SIDE);
      for (int x = 0; x < SIDE; x++) {
        cosines[k * SIDE + x] =
            (float) (length * StrictMath.cos((2 * x + 1) * k * Math.PI / (2 * SIDE)));
      }
    }
    return cosines;
  }

  /**
   * Compresses a square of greys from 0 to 255. Pixels beyond the last whole block stay as they
   * are.
   *
   * @param quality 1 to 100
   */
  void apply(float[] picture, int side, double quality) {
    int percent = (int) (quality < 50 ? 5000 / quality : 200 - 2 * quality);
    for (int top = 0; top + SIDE <= side; top += SIDE) {
      for (int left = 0; left + SIDE <= side; left += SIDE) {
        block(picture, side, top, left, percent);
      }
    }
  }

  private void block(float[] picture, int side, int top, int left, int percent) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        block[y * SIDE + x] = picture[(top + y) * side + left + x] - 128;
      }
    }
    forward(block, half);
    forward(half, block);
    for (int i = 0; i < block.length; i++) {
      int step = Math.clamp((STEPS[i] * percent + 50) / 100, 1, 255);
      block[i] = (float) Math.floor(block[i] / step + 0.5f) * step;
    }
    backward(block, half);
    backward(half, block);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        picture[(top + y) * side + left + x] = Math.clamp(block[y * SIDE + x] + 128, 0f, 255f);
      }
    }
  }

  /** Transforms rows and writes them as columns. */
  private static void forward(float[] from, float[] to) {
    for (int row = 0; row < SIDE; row++) {
      for (int k = 0; k < SIDE; k++) {
        float sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += from[row * SIDE + x] * COSINES[k * SIDE + x];
        }
        to[k * SIDE + row] = sum;
      }
    }
  }

  /** The inverse of {@link #forward}, also from rows to columns. */
  private static void backward(float[] from, float[] to) {
    for (int row = 0; row < SIDE; row++) {
      for (int x = 0; x < SIDE; x++) {
        float sum = 0;
        for (int k = 0; k < SIDE; k++) {
          sum += from[row * SIDE + k] * COSINES[k * SIDE + x];
        }
        to[x * SIDE + row] = sum;
      }
    }
  }
}
