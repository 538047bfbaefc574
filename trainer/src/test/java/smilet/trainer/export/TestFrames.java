package smilet.trainer.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import smilet.shared.faces.FacePainter;
import smilet.shared.file.GoldenFrame;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/** Drawn faces and noise in frames of several sizes and depths, the same on every machine. */
final class TestFrames {
  /**
   * Coarser and finer than the grids, whole and broken ratios, narrow and wide, 1 to 16 bits. All
   * but the last two fit into the 4 KiB that a microcontroller of 16 KiB has left for a frame.
   */
  private static final List<FrameFormat> FORMATS =
      List.of(
          new FrameFormat(12, 12, 4),
          new FrameFormat(48, 48, 8),
          new FrameFormat(64, 64, 8),
          new FrameFormat(30, 30, 6),
          new FrameFormat(8, 8, 10),
          new FrameFormat(45, 44, 16),
          new FrameFormat(17, 91, 1),
          new FrameFormat(100, 7, 12),
          new FrameFormat(128, 16, 3),
          new FrameFormat(1, 1, 8),
          new FrameFormat(128, 128, 16),
          new FrameFormat(80, 60, 8));

  private static final int SMALL_FORMATS = FORMATS.size() - 2;

  private TestFrames() {}

  /** So many frames, their formats in turn; the first is always the same whatever the count. */
  static List<Frame> of(int count) {
    return frames(count, FORMATS.size());
  }

  /** Frames of at most 4 KiB. */
  static List<Frame> small(int count) {
    return frames(count, SMALL_FORMATS);
  }

  private static List<Frame> frames(int count, int formats) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Random random = new Random(i);
      Frame frame = new Frame(FORMATS.get(i % formats));
      switch (i % 7) { // 7 and the number of formats have no common factor
        case 5 -> noise(frame, random);
        case 6 -> flat(frame, random);
        default -> new FacePainter(i).paint(frame, 2 * random.nextDouble() - 1);
      }
      frames.add(frame);
    }
    return frames;
  }

  /** Pixels far apart: black and full scale, and a few between. */
  private static void noise(Frame frame, Random random) {
    int fullScale = frame.format().fullScale();
    for (int p = 0; p < frame.pixels().length; p++) {
      int pixel = random.nextInt(fullScale + 1);
      int extreme = random.nextInt(2) * fullScale;
      frame.pixels()[p] = (char) (random.nextInt(4) == 0 ? pixel : extreme);
    }
  }

  /** No contrast at all, or a single pixel that differs by one. */
  private static void flat(Frame frame, Random random) {
    Arrays.fill(frame.pixels(), (char) random.nextInt(frame.format().fullScale()));
    if (random.nextBoolean()) {
      frame.pixels()[random.nextInt(frame.pixels().length)]++;
    }
  }

  /** The frames as PGM pictures that follow each other. */
  static byte[] pgm(List<Frame> frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      FrameFormat format = frame.format();
      String header =
          String.format(
              Locale.ROOT, "P5\n%d %d\n%d\n", format.width(), format.height(), format.fullScale());
      out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
      for (char pixel : frame.pixels()) {
        if (format.bits() > 8) {
          out.write(pixel >> 8);
        }
        out.write(pixel);
      }
    }
    return out.toByteArray();
  }

  /** What Java answers. */
  static List<Integer> logits(ModelFile file, List<Frame> frames) {
    return frames.stream().map(f -> GoldenFrame.of(file.model(), f).logitQ16()).toList();
  }
}
