package smilet.trainer.heads;

/** Functions for hot loops that give the same bits on every CPU. */
final class Curves {
  private Curves() {}

  /** Rises smoothly from 0 at -3 to 1 at 3, much like the logistic function. */
  static float rise(float x) {
    float t = Math.clamp(x * (1f / 6) + 0.5f, 0f, 1f);
    return t * t * (3 - 2 * t);
  }

  /** Sine of any angle in turns, from a parabola; off by at most 0.06. */
  static float wave(float turns) {
    float t = turns - (float) Math.floor(turns) - 0.5f;
    return -t * (8 - 16 * Math.abs(t));
  }

  static float clamp01(float x) {
    return x < 0 ? 0 : Math.min(x, 1);
  }
}
