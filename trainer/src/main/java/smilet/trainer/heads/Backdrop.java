package smilet.trainer.heads;

/** What is behind the head: gradients, soft or hard spots, and blocks. */
final class Backdrop {
  private Backdrop() {}

  /** Draws a square of greys from 0 to 1.2. */
  static void draw(float[] picture, int side, RandomStream random) {
    int grid = 1 << (1 + random.nextInt(Casting.SPOT_SIZES));
    float[] spots = new float[(grid + 1) * (grid + 1)];
    float strength = Casting.SPOT_STRENGTH.drawFloat(random);
    for (int i = 0; i < spots.length; i++) {
      spots[i] = strength * (float) random.nextGaussian();
    }
    boolean soft = Casting.SOFT_SPOTS.happens(random);
    float across = Casting.BACKDROP_GRADIENT.drawFloat(random);
    float down = Casting.BACKDROP_GRADIENT.drawFloat(random);
    float level = Casting.BACKDROP.drawFloat(random);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        float x = (float) column / side;
        float y = (float) row / side;
        float spot = spot(spots, grid, x * grid, y * grid, soft);
        float value = level + spot + across * (x - 0.5f) + down * (y - 0.5f);
        picture[row * side + column] = Math.clamp(value, 0f, 1.2f);
      }
    }
    if (Casting.BLOCKS.happens(random)) {
      for (int i = 1 + random.nextInt(Casting.MOST_BLOCKS); i > 0; i--) {
        block(picture, side, random);
      }
    }
  }

  private static float spot(float[] spots, int grid, float x, float y, boolean soft) {
    int column = (int) x;
    int row = (int) y;
    int at = row * (grid + 1) + column;
    if (!soft) {
      return spots[at];
    }
    float fx = x - column;
    float fy = y - row;
    fx = fx * fx * (3 - 2 * fx);
    fy = fy * fy * (3 - 2 * fy);
    float upper = spots[at] * (1 - fx) + spots[at + 1] * fx;
    float lower = spots[at + grid + 1] * (1 - fx) + spots[at + grid + 2] * fx;
    return upper * (1 - fy) + lower * fy;
  }

  private static void block(float[] picture, int side, RandomStream random) {
    int left = (int) (Casting.BLOCK_FROM.draw(random) * side);
    int top = (int) (Casting.BLOCK_FROM.draw(random) * side);
    int right = Math.min(side, left + 2 + (int) (Casting.BLOCK_WIDTH.draw(random) * side));
    int bottom = Math.min(side, top + 2 + (int) (Casting.BLOCK_HEIGHT.draw(random) * side));
    float value = Casting.BLOCK_GREY.drawFloat(random);
    for (int row = Math.max(0, top); row < bottom; row++) {
      for (int column = Math.max(0, left); column < right; column++) {
        picture[row * side + column] = value;
      }
    }
  }
}
