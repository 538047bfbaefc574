package smilet.shared.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;

/** Model files drawn from a seed: every kind of layer, every width of weights, golden frames. */
public final class RandomModelFiles {
  private RandomModelFiles() {}

  /** A file for a grid of at most 10 x 10, with 0 to 2 convolutions. */
  public static ModelFile next(Random random) {
    Grid grid = new Grid(1 + random.nextInt(10), 1 + random.nextInt(10));
    return next(random, grid, random.nextBoolean(), random.nextInt(3));
  }

  /** A file for a given grid with so many convolutions. */
  public static ModelFile next(Random random, Grid grid, boolean mirrored, int convolutions) {
    Shape shape = new Shape(grid.height(), grid.width(), 1);
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < convolutions; i++) {
      layers.add(convolution(random, shape));
      shape = layers.getLast().output();
    }
    int biasRange = 1 << random.nextInt(24);
    layers.add(
        new Dense(
            shape,
            weights(random, shape.size()),
            random.nextInt(-biasRange, biasRange),
            1 + random.nextInt(Layer.MAX_MULTIPLIER),
            random.nextInt(Layer.MAX_SHIFT + 1)));
    Normalisation normalisation =
        random.nextBoolean() ? Normalisation.NONE : Normalisation.CONTRAST;
    Model model = new Model(grid, normalisation, mirrored, layers);
    return new ModelFile(
        model,
        Thresholds.ROUGHLY_RIGHT,
        Map.of("seed", Long.toString(random.nextLong()), "faces", "gemalt, müde", "empty", ""),
        goldenFrames(random, model));
  }

  private static Convolution convolution(Random random, Shape input) {
    int channels = 1 + random.nextInt(4);
    int kernel = 1 + 2 * random.nextInt(3);
    int[] biases = random.ints(channels, -100_000, 100_000).toArray();
    int[] multipliers = random.ints(channels, 1, Layer.MAX_MULTIPLIER + 1).toArray();
    byte[] weights = weights(random, channels * kernel * kernel * input.channels());
    return new Convolution(
        input,
        kernel,
        1 + random.nextInt(3),
        weights,
        biases,
        multipliers,
        random.nextInt(Layer.MAX_SHIFT + 1));
  }

  private static byte[] weights(Random random, int count) {
    int limit = (1 << (1 + random.nextInt(7))) - 1; // 1 to 127
    byte[] weights = new byte[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (byte) random.nextInt(-limit, limit + 1);
    }
    return weights;
  }

  private static List<GoldenFrame> goldenFrames(Random random, Model model) {
    List<GoldenFrame> golden = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int bits = 1 + random.nextInt(16);
      Frame frame = new Frame(new FrameFormat(1 + random.nextInt(6), 1 + random.nextInt(6), bits));
      for (int p = 0; p < frame.pixels().length; p++) {
        frame.pixels()[p] = (char) random.nextInt(1 << bits);
      }
      golden.add(GoldenFrame.of(model, frame));
    }
    return golden;
  }
}
