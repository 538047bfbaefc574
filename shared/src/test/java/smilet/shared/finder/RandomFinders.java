package smilet.shared.finder;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Classifier;
import smilet.shared.model.Model;
import smilet.shared.model.RandomModels;

/** Finders with random weights that call some windows of a random picture a face, and pictures. */
public final class RandomFinders {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private RandomFinders() {}

  public static Finder finder(Random random) {
    while (true) {
      Model window = RandomModels.window(random);
      if (window.size().activations() > Finder.MAX_ACTIVATIONS
          || window.multiplyAdds() > Finder.MAX_MULTIPLY_ADDS) {
        continue;
      }
      int[] scores = scores(window, random);
      // Not one that answers nearly the same everywhere.
      if (Arrays.stream(scores).distinct().count() > 50) {
        return new Finder(window, scores[80 + random.nextInt(20)]);
      }
    }
  }

  /** Sorted scores of random windows. */
  private static int[] scores(Model window, Random random) {
    FrameFormat format = new FrameFormat(window.grid().width(), window.grid().height(), 8);
    Classifier classifier = new Classifier(window, format);
    int[] scores = new int[100];
    for (int i = 0; i < scores.length; i++) {
      byte[] inputs = new byte[format.pixelCount()];
      random.nextBytes(inputs);
      for (int c = 0; c < inputs.length; c++) {
        inputs[c] = (byte) (inputs[c] / 3);
      }
      scores[i] = classifier.logitQ16(inputs, 0);
    }
    Arrays.sort(scores);
    return scores;
  }

  /** Mostly small, because pictures of any size take the same way. */
  static FrameFormat format(Random random) {
    boolean large = random.nextInt(20) == 0;
    return new FrameFormat(
        1 + random.nextInt(large ? 400 : 100), 1 + random.nextInt(large ? 300 : 80), 8);
  }

  /** Noise of random contrast over random rectangles. */
  public static void fill(Frame frame, Random random) {
    char[] pixels = frame.pixels();
    int noise = 1 + random.nextInt(120);
    int width = frame.format().width();
    int level = random.nextInt(256);
    int edge = random.nextInt(width);
    int other = random.nextInt(256);
    for (int i = 0; i < pixels.length; i++) {
      int base = i % width < edge ? level : other;
      pixels[i] = (char) Math.clamp(base + random.nextInt(noise) - noise / 2, 0, 255);
    }
  }

  static String text(Detections faces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < faces.count(); i++) {
      text.append(faces.x(i)).append(' ').append(faces.y(i)).append(' ');
      text.append(faces.side(i)).append(' ').append(faces.scoreQ16(i)).append('\n');
    }
    return text.toString();
  }

  static long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
