package smilet.trainer.heads;

import java.util.Arrays;

/** How far the head reaches towards a light, cell by cell: what lies behind is in shadow. */
final class ShadowMap {
  private static final int SIDE = 72;

  /** Centimetres across the map. */
  private static final float EXTENT = 30;

  private static final float CELLS_PER_CM = SIDE / EXTENT;

  /**
   * Depths in centimetres that are forgiven, so that nothing shades itself: a sloping surface spans
   * more depth within a cell.
   */
  private static final float LEAST_SLACK = 0.3f;

  private static final float SLACK_PER_SLOPE = 0.45f;
  private static final float MOST_SLOPE = 3;
  private static final float NOTHING = -1e9f;

  private final float[] nearest = new float[SIDE * SIDE];
  private final float[] copy = new float[SIDE * SIDE];
  private final float[] across = new float[3];
  private final float[] along = new float[3];
  private final float[] light = new float[3];

  /**
   * Looks at a mesh from a light.
   *
   * @param casters the vertices that throw shadows
   * @param direction to the light, of length 1
   */
  void look(Mesh mesh, int[] casters, float[] direction) {
    aim(direction);
    Arrays.fill(nearest, NOTHING);
    for (int i : casters) {
      float x = mesh.x()[i];
      float y = mesh.y()[i];
      float z = mesh.z()[i];
      int column = (int) (dot(across, x, y, z) * CELLS_PER_CM + SIDE / 2f);
      int row = (int) (dot(along, x, y, z) * CELLS_PER_CM + SIDE / 2f);
      if (column >= 0 && row >= 0 && column < SIDE && row < SIDE) {
        int cell = row * SIDE + column;
        nearest[cell] = Math.max(nearest[cell], dot(light, x, y, z));
      }
    }
    fillHoles();
  }

  private void aim(float[] d) {
    System.arraycopy(d, 0, light, 0, 3);
    boolean level = Math.abs(d[1]) < 0.9f;
    float x = d[2];
    float y = level ? 0 : d[2];
    float z = level ? -d[0] : -d[1];
    x = level ? x : 0;
    float scale = (float) (1 / Math.sqrt(x * x + y * y + z * z));
    across[0] = x * scale;
    across[1] = y * scale;
    across[2] = z * scale;
    along[0] = d[1] * across[2] - d[2] * across[1];
    along[1] = d[2] * across[0] - d[0] * across[2];
    along[2] = d[0] * across[1] - d[1] * across[0];
  }

  /** A cell between two that are nearer to the light was missed by the vertices. */
  private void fillHoles() {
    System.arraycopy(nearest, 0, copy, 0, copy.length);
    for (int row = 1; row < SIDE - 1; row++) {
      for (int cell = row * SIDE + 1; cell < row * SIDE + SIDE - 1; cell++) {
        float level = Math.min(copy[cell - 1], copy[cell + 1]);
        float upright = Math.min(copy[cell - SIDE], copy[cell + SIDE]);
        nearest[cell] = Math.max(nearest[cell], Math.max(level, upright));
      }
    }
  }

  /**
   * How much of the light reaches a place, 0 to 1, with soft edges.
   *
   * @param facing cosine between the surface and the light
   */
  float visible(float x, float y, float z, float facing) {
    float slack = LEAST_SLACK + SLACK_PER_SLOPE * Math.min(MOST_SLOPE, slope(facing));
    float u = dot(across, x, y, z) * CELLS_PER_CM + (SIDE / 2f - 0.5f);
    float v = dot(along, x, y, z) * CELLS_PER_CM + (SIDE / 2f - 0.5f);
    int column = (int) u;
    int row = (int) v;
    if (u < 0 || v < 0 || column >= SIDE - 1 || row >= SIDE - 1) {
      return 1;
    }
    float depth = dot(light, x, y, z) + slack;
    int cell = row * SIDE + column;
    float fu = u - column;
    float fv = v - row;
    float upper = lit(cell, depth) * (1 - fu) + lit(cell + 1, depth) * fu;
    float lower = lit(cell + SIDE, depth) * (1 - fu) + lit(cell + SIDE + 1, depth) * fu;
    return upper * (1 - fv) + lower * fv;
  }

  /** The tangent of the angle between a surface and a plane that faces the light. */
  private static float slope(float facing) {
    float cosine = Math.max(facing, 0.1f);
    return (float) Math.sqrt(Math.max(0, 1 - cosine * cosine)) / cosine;
  }

  private float lit(int cell, float depth) {
    return 1 - Curves.clamp01((nearest[cell] - depth) * 2);
  }

  private static float dot(float[] a, float x, float y, float z) {
    return a[0] * x + a[1] * y + a[2] * z;
  }
}
