package smilet.trainer.finder;

import smilet.shared.frame.Frame;

/** Reads a face's picture between its pixels. Coordinates are pixels from the upper left corner. */
final class FacePixels {
  private FacePixels() {}

  /**
   * The mean of a square of a face's picture. Outside the picture, its edge pixels are repeated.
   */
  static double mean(Frame face, double x, double y, double width, int samples) {
    double step = width / samples;
    double sum = 0;
    for (int i = 0; i < samples; i++) {
      double sampleY = y + (i - (samples - 1) / 2.0) * step - 0.5;
      for (int j = 0; j < samples; j++) {
        sum += sample(face, x + (j - (samples - 1) / 2.0) * step - 0.5, sampleY);
      }
    }
    return sum / (samples * samples);
  }

  private static double sample(Frame face, double x, double y) {
    int width = face.format().width();
    int height = face.format().height();
    double cx = Math.clamp(x, 0, width - 1.0);
    double cy = Math.clamp(y, 0, height - 1.0);
    int left = Math.min((int) cx, Math.max(0, width - 2));
    int top = Math.min((int) cy, Math.max(0, height - 2));
    int right = Math.min(left + 1, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    double fx = cx - left;
    double fy = cy - top;
    char[] p = face.pixels();
    double upper = p[top * width + left] * (1 - fx) + p[top * width + right] * fx;
    double lower = p[bottom * width + left] * (1 - fx) + p[bottom * width + right] * fx;
    return upper * (1 - fy) + lower * fy;
  }
}
