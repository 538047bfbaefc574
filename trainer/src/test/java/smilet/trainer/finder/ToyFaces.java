package smilet.trainer.finder;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.trainer.data.Dataset;

/** Faces that are easy to find, and backgrounds of stripes and noise, for short tests. */
final class ToyFaces {
  private static final int SIDE = 48;

  private ToyFaces() {}

  /** Bright discs with two dark eyes and a dark mouth. */
  static Dataset faces(int count) {
    Dataset.Collector collector = new Dataset.Collector(count);
    for (int i = 0; i < count; i++) {
      collector.put(i, "toy " + i, i % 2 == 0, i, face(new SplittableRandom(i)));
    }
    return collector.finish();
  }

  private static Frame face(SplittableRandom random) {
    Frame frame = new Frame(new FrameFormat(SIDE, SIDE, 8));
    int skin = 150 + random.nextInt(80);
    double eyes = 17 + 2 * random.nextDouble();
    for (int i = 0; i < frame.pixels().length; i++) {
      double x = i % SIDE + 0.5 - SIDE / 2.0;
      int row = i / SIDE;
      double y = row + 0.5;
      boolean eye = Math.hypot(Math.abs(x) - 8, y - eyes) < 4;
      boolean mouth = Math.abs(x) < 9 && Math.abs(y - 35) < 2.5;
      frame.pixels()[i] = (char) (eye || mouth ? 30 : skin + random.nextInt(10));
    }
    return frame;
  }

  /** Pictures of 120x90 pixels. */
  static Backgrounds backgrounds(int count) {
    List<Frame> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SplittableRandom random = new SplittableRandom(1000 + i);
      Frame frame = new Frame(new FrameFormat(120, 90, 8));
      double across = random.nextDouble();
      double down = random.nextDouble();
      for (int p = 0; p < frame.pixels().length; p++) {
        int row = p / 120;
        double wave = Math.sin(across * (p % 120) + down * row);
        frame.pixels()[p] = (char) (110 + 60 * wave + random.nextInt(40));
      }
      pictures.add(frame);
    }
    return new Backgrounds(pictures);
  }
}
