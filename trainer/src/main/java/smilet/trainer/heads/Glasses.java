package smilet.trainer.heads;

/**
 * Glasses, drawn over the picture: two rims as superellipses, a bridge, two temples, clear or dark
 * lenses with reflections.
 */
final class Glasses {
  /** Whether a person wears glasses. */
  enum Kind {
    NONE,
    CLEAR,
    DARK
  }

  private final Kind kind;
  private final float tint;
  private final float width;
  private final float height;
  private final float power;
  private final float thickness;
  private final float frame;
  private final float drop;
  private final boolean half;
  private final float reflection;
  private final float[] waves;

  private Glasses(RandomStream random) {
    if (!Casting.GLASSES.get(random.purpose()).happens(random)) {
      kind = Kind.NONE;
    } else {
      kind = Casting.DARK_GLASSES.happens(random) ? Kind.DARK : Kind.CLEAR;
    }
    tint =
        (float)
            (kind == Kind.DARK ? Casting.DARK_LENS.draw(random) : Casting.CLEAR_LENS.draw(random));
    width = Casting.LENS_WIDTH.drawFloat(random);
    height = width * Casting.LENS_HEIGHT.drawFloat(random);
    power = Casting.LENS_SQUARENESS.drawFloat(random);
    thickness = Casting.RIM_THICKNESS.drawFloat(random);
    frame = Casting.RIM_ALBEDO.drawFloat(random);
    drop = Casting.GLASSES_DROP.drawFloat(random);
    half = Casting.HALF_RIM.happens(random);
    reflection = Casting.LENS_REFLECTION.drawFloat(random);
    waves =
        new float[] {
          Casting.REFLECTION_WAVES.drawFloat(random),
          Casting.REFLECTION_WAVES.drawFloat(random),
          (float) random.nextDouble()
        };
  }

  static Glasses draw(RandomStream random) {
    return new Glasses(random);
  }

  Kind kind() {
    return kind;
  }

  /**
   * Puts the glasses on.
   *
   * @param right the right eye in the picture, x and y
   * @param left the left eye
   */
  void putOn(Rasteriser picture, float[] right, float[] left, Pose pose) {
    if (kind == Kind.NONE) {
      return;
    }
    float dx = left[0] - right[0];
    float dy = left[1] - right[1];
    float apart = (float) Math.sqrt(dx * dx + dy * dy);
    Axes axes = new Axes(dx / apart, dy / apart, apart);
    float turn = (float) Math.abs(StrictMath.sin(StrictMath.toRadians(pose.yawDegrees())));
    boolean turnedLeft = pose.yawDegrees() > 0;
    rims(picture, axes, right, pose, turnedLeft ? 1 - 0.6f * turn : 1 + 0.3f * turn);
    rims(picture, axes, left, pose, turnedLeft ? 1 + 0.3f * turn : 1 - 0.6f * turn);
    float[] middle = {(right[0] + left[0]) / 2, (right[1] + left[1]) / 2};
    bars(picture, axes, middle, pose);
  }

  /** The line through the eyes, and their distance in pixels. */
  private record Axes(float x, float y, float apart) {
    float along(float dx, float dy) {
      return dx * x + dy * y;
    }

    float down(float dx, float dy) {
      return dy * x - dx * y;
    }
  }

  private void rims(Rasteriser picture, Axes axes, float[] eye, Pose pose, float foreshortened) {
    int side = picture.side();
    float halfWidth = width * axes.apart() * 0.54f * Math.max(0.5f, foreshortened);
    float halfHeight = height * axes.apart() * 0.5f;
    float thick = thickness * pose.pixelsPerCm() + 0.4f;
    float cx = eye[0] - axes.y() * drop * axes.apart();
    float cy = eye[1] + axes.x() * drop * axes.apart();
    float reach = Math.max(halfWidth, halfHeight) * 1.45f + thick + 2;
    int top = Math.max(0, (int) (cy - reach));
    int bottom = Math.min(side - 1, (int) (cy + reach));
    int first = Math.max(0, (int) (cx - reach));
    int last = Math.min(side - 1, (int) (cx + reach));
    float[] grey = picture.grey();
    for (int row = top; row <= bottom; row++) {
      for (int column = first; column <= last; column++) {
        float u = axes.along(column - cx, row - cy) / halfWidth;
        float v = axes.down(column - cx, row - cy) / halfHeight;
        float outside = radius(Math.abs(u), Math.abs(v)) - 1;
        float inside = Curves.clamp01(0.5f - outside * halfHeight);
        int pixel = row * side + column;
        float value = grey[pixel] * (1 - inside * (1 - tint));
        if (reflection > 0 && inside > 0) {
          float glint = Math.max(0, Curves.wave(u * waves[0] + v * waves[1] + waves[2]));
          value += inside * reflection * glint * glint;
        }
        float rim = Curves.clamp01(1.2f - Math.abs(outside * halfHeight) / thick);
        if (!half || v < 0) {
          value += (frame - value) * rim;
        }
        grey[pixel] = value;
      }
    }
  }

  /** The radius of a superellipse between an ellipse (2) and a rounded box (5). */
  private float radius(float u, float v) {
    float u2 = u * u;
    float v2 = v * v;
    float round = (float) Math.sqrt(u2 + v2);
    float box = (float) Math.sqrt(Math.sqrt(u2 * u2 + v2 * v2));
    float mix = (power - 2) / 3;
    return round + (box - round) * mix;
  }

  /** Bridge and temples. */
  private void bars(Rasteriser picture, Axes axes, float[] middle, Pose pose) {
    int side = picture.side();
    float apart = axes.apart();
    float thick = thickness * pose.pixelsPerCm() + 0.5f;
    float cx = middle[0] - axes.y() * drop * apart;
    float cy = middle[1] + axes.x() * drop * apart;
    float lens = width * apart;
    float[] grey = picture.grey();
    for (int row = Math.max(0, (int) (cy - apart)); row < Math.min(side, cy + apart); row++) {
      for (int column = 0; column < side; column++) {
        float u = Math.abs(axes.along(column - cx, row - cy));
        float v = axes.down(column - cx, row - cy) + 0.12f * height * apart;
        boolean bridge = u < (apart - lens) / 2;
        boolean temple = u > (apart + lens) / 2 && u < apart * 1.15f;
        if (bridge || temple) {
          float bar = Curves.clamp01(1.2f - Math.abs(v) / thick);
          int pixel = row * side + column;
          grey[pixel] += (frame - grey[pixel]) * bar;
        }
      }
    }
  }
}
