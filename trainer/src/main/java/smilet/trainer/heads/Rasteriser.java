package smilet.trainer.heads;

import static java.lang.Float.floatToRawIntBits;

import java.util.Arrays;

/** Draws triangles with a depth buffer into a square picture of greys. */
final class Rasteriser {
  private static final float NOTHING = -1e9f;

  /** A pixel's centre may lie this far outside, so that no seam shows between two triangles. */
  private static final float TOLERANCE = 1e-4f;

  /** How wide the edges of iris and pupil are, in centimetres. */
  private static final float IRIS_EDGE = 0.05f;

  private final int side;
  private final float[] grey;
  private final float[] depth;
  private final float[] irisRadius;

  Rasteriser(int side, float[] irisRadius) {
    this.side = side;
    this.irisRadius = irisRadius;
    grey = new float[side * side];
    depth = new float[side * side];
  }

  int side() {
    return side;
  }

  float[] grey() {
    return grey;
  }

  boolean isCovered(int pixel) {
    return depth[pixel] != NOTHING;
  }

  /** Draws all triangles that face the camera. */
  void draw(int[] triangles, float[] x, float[] y, float[] z, float[] shade, Eyes eyes) {
    Arrays.fill(grey, 0);
    Arrays.fill(depth, NOTHING);
    for (int t = 0; t < triangles.length; t += 3) {
      int a = triangles[t];
      int b = triangles[t + 1];
      int c = triangles[t + 2];
      float x0 = x[a];
      float y0 = y[a];
      float x1 = x[b];
      float y1 = y[b];
      float x2 = x[c];
      float y2 = y[c];
      // Rows run downwards, so the front of a triangle has a negative area.
      float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
      if (area >= 0) {
        continue;
      }
      int left = Math.max(0, ceil(Math.min(x0, Math.min(x1, x2)) - 0.5f));
      int right = Math.min(side - 1, floor(Math.max(x0, Math.max(x1, x2)) - 0.5f));
      int top = Math.max(0, ceil(Math.min(y0, Math.min(y1, y2)) - 0.5f));
      int bottom = Math.min(side - 1, floor(Math.max(y0, Math.max(y1, y2)) - 0.5f));
      if (left > right || top > bottom) {
        continue;
      }
      // Weights of the corners a and b are linear in column and row.
      float inverse = 1 / area;
      float ax = (y1 - y2) * inverse;
      float ay = (x2 - x1) * inverse;
      float bx = (y2 - y0) * inverse;
      float by = (x0 - x2) * inverse;
      float px = left + 0.5f - x2;
      float py = top + 0.5f - y2;
      float wa = ax * px + ay * py + TOLERANCE;
      float wb = bx * px + by * py + TOLERANCE;
      // What is interpolated, as the value at c and the ways to a and b.
      float depth0 = z[c];
      float depthA = z[a] - depth0;
      float depthB = z[b] - depth0;
      float shade0 = shade[c];
      float shadeA = shade[a] - shade0;
      float shadeB = shade[b] - shade0;
      boolean eye = irisRadius[a] < 2 && irisRadius[b] < 2 && irisRadius[c] < 2;
      for (int row = top; row <= bottom; row++, wa += ay, wb += by) {
        float u = wa;
        float v = wb;
        int end = row * side + right;
        for (int pixel = row * side + left; pixel <= end; pixel++, u += ax, v += bx) {
          float w = 1 + 3 * TOLERANCE - u - v;
          // One jump instead of three: a sign bit is set if the pixel is outside of an edge.
          if ((floatToRawIntBits(u) | floatToRawIntBits(v) | floatToRawIntBits(w)) < 0) {
            continue;
          }
          float near = depth0 + u * depthA + v * depthB;
          if (near <= depth[pixel]) {
            continue;
          }
          depth[pixel] = near;
          float value = shade0 + u * shadeA + v * shadeB;
          if (eye) {
            value *= eyes.albedo(u * irisRadius[a] + v * irisRadius[b] + w * irisRadius[c]);
          }
          grey[pixel] = value;
        }
      }
    }
  }

  private static int ceil(float x) {
    int whole = (int) x;
    return whole < x ? whole + 1 : whole;
  }

  private static int floor(float x) {
    int whole = (int) x;
    return whole > x ? whole - 1 : whole;
  }

  /**
   * What colours the eyes have.
   *
   * @param white albedo of the white
   * @param iris albedo of the iris
   * @param pupil albedo of the pupil
   * @param irisRadius in centimetres
   * @param pupilRadius in centimetres
   */
  record Eyes(float white, float iris, float pupil, float irisRadius, float pupilRadius) {
    static Eyes draw(float skin, RandomStream random) {
      return new Eyes(
          skin * Casting.EYE_WHITE.drawFloat(random),
          Casting.IRIS.drawFloat(random),
          0.02f,
          Casting.IRIS_RADIUS.drawFloat(random),
          Casting.PUPIL_RADIUS.drawFloat(random));
    }

    float albedo(float radius) {
      float inIris = Curves.clamp01((irisRadius - radius) / IRIS_EDGE + 0.5f);
      float inPupil = Curves.clamp01((pupilRadius - radius) / IRIS_EDGE + 0.5f);
      float withIris = white + (iris - white) * inIris;
      return withIris + (pupil - withIris) * inPupil;
    }
  }
}
