package smilet.device.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.picture.PictureFile;

/**
 * A film of a room in which heads come, grow, smile, turn away and come back, once two at a time.
 */
final class Film {
  static final FrameFormat FORMAT = new FrameFormat(320, 240, 8);

  /** At 25 frames per second. */
  private static final int FRAMES = 170;

  private final Frame serious = head("serious.png");
  private final Frame smiling = head("smiling.png");
  private final Frame otherSerious = head("serious-other.png");
  private final Frame otherSmiling = head("smiling-other.png");
  private final Frame frame = new Frame(FORMAT);

  private static Frame head(String name) {
    try {
      return PictureFile.read(
          Path.of(Objects.requireNonNull(Film.class.getResource(name)).toURI()));
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes all frames, one byte per pixel. */
  void write(OutputStream out) throws IOException {
    try (BufferedOutputStream buffered = new BufferedOutputStream(out, FORMAT.pixelCount())) {
      for (int i = 0; i < FRAMES; i++) {
        draw(i);
        for (char pixel : frame.pixels()) {
          buffered.write(pixel);
        }
      }
    }
  }

  private void draw(int i) {
    room();
    if (i >= 15 && i < 55) { // comes from the left and grows
      int side = 70 + (i - 15);
      head(serious, -45 + 4 * (i - 15), 100 - side / 2, side, 1);
    } else if (i >= 55 && i < 85) {
      head(smiling, 107, 45, 110, 1);
    } else if (i >= 85 && i < 95) { // turns away
      head(smiling, 107, 45, 110, 1 - (i - 85) / 10.0);
    } else if (i >= 115 && i < 150) { // the first one comes back, and brings somebody
      head(otherSmiling, 20, 60, 120, 1);
      head(otherSerious, 220, 70, 70, 1);
    }
  }

  /** A wall that is brighter on one side, with a window and a table. */
  private void room() {
    char[] pixels = frame.pixels();
    int width = FORMAT.width();
    for (int i = 0; i < pixels.length; i++) {
      int x = i % width;
      int y = i / width;
      boolean window = x > 240 && x < 300 && y > 10 && y < 60;
      boolean table = y > 200;
      pixels[i] = (char) (window ? 200 : table ? 50 : 80 + x / 6);
    }
  }

  /**
   * Draws a head with soft edges.
   *
   * @param across how wide it is, 1 if it looks at the camera, 0 if it has turned away
   */
  private void head(Frame head, int left, int top, int side, double across) {
    for (int y = Math.max(0, top); y < Math.min(top + side, FORMAT.height()); y++) {
      for (int x = Math.max(0, left); x < Math.min(left + side, FORMAT.width()); x++) {
        double u = (2 * (x - left) + 1 - side) / (side * Math.max(across, 0.01));
        double v = (2 * (y - top) + 1 - side) / (double) side;
        double cover = Math.clamp(6 * (1.05 - Math.hypot(u, v)), 0.0, 1.0);
        if (Math.abs(u) < 1 && cover > 0) {
          int at = y * FORMAT.width() + x;
          double grey = interpolated(head, u, v);
          frame.pixels()[at] = (char) (frame.pixels()[at] * (1 - cover) + grey * cover);
        }
      }
    }
  }

  private static double interpolated(Frame head, double u, double v) {
    int last = head.format().width() - 2;
    double x = (u + 1) / 2 * (last + 1);
    double y = (v + 1) / 2 * (last + 1);
    int left = Math.clamp((int) x, 0, last);
    int top = Math.clamp((int) y, 0, last);
    double upper = mix(head.pixel(left, top), head.pixel(left + 1, top), x - left);
    double lower = mix(head.pixel(left, top + 1), head.pixel(left + 1, top + 1), x - left);
    return mix(upper, lower, y - top);
  }

  private static double mix(double one, double other, double share) {
    return one + (other - one) * share;
  }
}
