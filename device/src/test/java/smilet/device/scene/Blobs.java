package smilet.device.scene;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import smilet.device.supply.LoadedModel;
import smilet.shared.file.FinderFile;
import smilet.shared.file.ModelFile;
import smilet.shared.finder.Detections;
import smilet.shared.finder.FaceFinder;
import smilet.shared.finder.Finder;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Classifier;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;

/**
 * Bright discs on a dark ground instead of faces, a finder for them, and a model that takes a disc
 * of full brightness for a smile.
 */
public final class Blobs {
  public static final int SMILE = 255;
  public static final int NO_SMILE = 140;

  private static final int WINDOW = 24;

  /** Half the disc's diameter in the window. */
  private static final int RADIUS = 8;

  private static final int GROUND = 20;

  private Blobs() {}

  /** A finder whose threshold is two thirds of the score of a perfect disc. */
  public static Finder finder() {
    byte[] weights = new byte[WINDOW * WINDOW];
    for (int i = 0; i < weights.length; i++) {
      double distance = distance(i % WINDOW, i / WINDOW, WINDOW / 2.0, WINDOW / 2.0);
      weights[i] = (byte) (distance < RADIUS ? 8 : distance < RADIUS + 3 ? -8 : 0);
    }
    Dense dense = new Dense(new Shape(WINDOW, WINDOW, 1), weights, 0, 16, 0);
    Model window = new Model(new Grid(WINDOW, WINDOW), Normalisation.CONTRAST, List.of(dense));
    Finder finder = new Finder(window, Integer.MIN_VALUE);
    Frame perfect = new Frame(new FrameFormat(WINDOW, WINDOW, 8));
    Arrays.fill(perfect.pixels(), (char) GROUND);
    draw(perfect, 0, 0, WINDOW, SMILE);
    Detections found = new Detections();
    new FaceFinder(finder, perfect.format(), WINDOW).find(perfect, found);
    return finder.withThreshold(found.scoreQ16(0) / 3 * 2);
  }

  public static FinderFile finderFile() {
    return new FinderFile(finder(), Map.of(), List.of());
  }

  /** Looks at the middle of a crop only. */
  public static ModelFile modelFile() {
    byte[] weights = new byte[64];
    for (int cell : new int[] {27, 28, 35, 36}) {
      weights[cell] = 32;
    }
    Dense dense = new Dense(new Shape(8, 8, 1), weights, -4 * 32 * 100, 114, 0);
    Model model = new Model(new Grid(8, 8), Normalisation.NONE, List.of(dense));
    return new ModelFile(model, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of());
  }

  public static LoadedModel loadedModel(FrameFormat format) {
    ModelFile file = modelFile();
    return new LoadedModel(
        file.contentHash(),
        new Classifier(file.model(), format),
        file.thresholds(),
        file.cropPercent(),
        Optional.empty());
  }

  /** Fills a frame with the dark ground and a little noise. */
  public static void clear(Frame frame, Random noise) {
    char[] pixels = frame.pixels();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (char) (GROUND + noise.nextInt(3));
    }
  }

  /** Draws a disc whose box begins at (x, y); parts outside the frame are left out. */
  public static void draw(Frame frame, int x, int y, int side, int brightness) {
    int width = frame.format().width();
    double radius = side * (double) RADIUS / WINDOW;
    for (int row = Math.max(0, y); row < Math.min(y + side, frame.format().height()); row++) {
      for (int column = Math.max(0, x); column < Math.min(x + side, width); column++) {
        if (distance(column, row, x + side / 2.0, y + side / 2.0) < radius) {
          frame.pixels()[row * width + column] = (char) brightness;
        }
      }
    }
  }

  private static double distance(int column, int row, double x, double y) {
    return Math.hypot(column + 0.5 - x, row + 0.5 - y);
  }
}
