package smilet.trainer.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import smilet.shared.file.GoldenFrame;
import smilet.shared.file.ModelFile;
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
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ConvolutionSpec;

/**
 * Models in the shapes that the trainer writes, with seeded random weights of as many bits as the
 * trainer leaves. Their scales make activations spread from 0 to saturation, so that every path of
 * the arithmetic is taken.
 */
final class ShapedModels {
  private ShapedModels() {}

  static ModelFile linear() {
    return of("linear", new Grid(12, 12), false, 8, Normalisation.CONTRAST, 1);
  }

  static ModelFile network4k() {
    return of("4k", new Grid(48, 48), true, 4, Normalisation.CONTRAST, 2);
  }

  static ModelFile network16k() {
    return of("16k", new Grid(64, 64), true, 4, Normalisation.CONTRAST, 3);
  }

  /**
   * A model with golden frames.
   *
   * @param network as on the command line
   * @param weightBits 2 to 8
   */
  static ModelFile of(
      String network,
      Grid grid,
      boolean mirrored,
      int weightBits,
      Normalisation normalisation,
      long seed) {
    Random random = new Random(seed);
    Shape shape = new Shape(grid.height(), grid.width(), 1);
    List<Layer> layers = new ArrayList<>();
    for (ConvolutionSpec spec : Architecture.parse(network, grid).convolutions()) {
      layers.add(convolution(shape, spec, weightBits, random));
      shape = layers.getLast().output();
    }
    // A sum of about 2^12 becomes a logit of about 1.
    byte[] weights = weights(shape.size(), weightBits, random);
    layers.add(new Dense(shape, weights, random.nextInt(-500, 500), 0xc000, 11));
    Model model = new Model(grid, normalisation, mirrored, layers);
    return new ModelFile(
        model, Thresholds.ROUGHLY_RIGHT, Map.of("seed", "" + seed), golden(model, random));
  }

  /** A small model of any shape and any scale, most of whose activations are 0 or saturated. */
  static ModelFile random(Random random, int convolutions, boolean mirrored) {
    Grid grid = new Grid(1 + random.nextInt(24), 1 + random.nextInt(24));
    Shape shape = new Shape(grid.height(), grid.width(), 1);
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < convolutions; i++) {
      int channels = 1 + random.nextInt(9);
      int kernel = 1 + 2 * random.nextInt(6);
      boolean fits = kernel <= Math.min(shape.height(), shape.width());
      int taps = kernel * kernel * shape.channels();
      layers.add(
          new Convolution(
              shape,
              kernel,
              1 + random.nextInt(4),
              fits && random.nextBoolean() ? 0 : kernel / 2,
              weights(channels * taps, 2 + random.nextInt(7), random),
              random.ints(channels, -100_000, 100_000).toArray(),
              random.ints(channels, 1, Layer.MAX_MULTIPLIER + 1).toArray(),
              random.nextInt(Layer.MAX_SHIFT + 1)));
      shape = layers.getLast().output();
    }
    layers.add(
        new Dense(
            shape,
            weights(shape.size(), 2 + random.nextInt(7), random),
            random.nextInt(-1_000_000, 1_000_000),
            1 + random.nextInt(Layer.MAX_MULTIPLIER),
            random.nextInt(Layer.MAX_SHIFT + 1)));
    Normalisation normalisation =
        random.nextBoolean() ? Normalisation.NONE : Normalisation.CONTRAST;
    Model model = new Model(grid, normalisation, mirrored, layers);
    return new ModelFile(
        model,
        Thresholds.ROUGHLY_RIGHT,
        Map.of(),
        random.nextBoolean() ? golden(model, random) : List.of());
  }

  private static Convolution convolution(
      Shape input, ConvolutionSpec spec, int weightBits, Random random) {
    int taps = spec.kernel() * spec.kernel() * input.channels();
    byte[] weights = weights(spec.channels() * taps, weightBits, random);
    // Normalised inputs have a mean of 0 and a standard deviation of 32, half of it above 0 has 13
    // and 19. The bias takes the mean away; otherwise every frame would give much the same.
    boolean first = input.channels() == 1;
    int mean = first ? 0 : 13;
    double deviation = (first ? 32 : 19) * (1 << (weightBits - 1)) / Math.sqrt(3) * Math.sqrt(taps);
    int[] biases = new int[spec.channels()];
    for (int channel = 0; channel < biases.length; channel++) {
      int sum = 0;
      for (int tap = 0; tap < taps; tap++) {
        sum += weights[channel * taps + tap];
      }
      biases[channel] = -mean * sum + random.nextInt(-100, 100);
    }
    int[] multipliers = random.ints(biases.length, 0x8000, 0x10000).toArray();
    int shift = 16 + (int) Math.round(Math.log(deviation / 48) / Math.log(2));
    return new Convolution(
        input, spec.kernel(), spec.stride(), spec.padding(), weights, biases, multipliers, shift);
  }

  private static byte[] weights(int count, int bits, Random random) {
    int most = (1 << (bits - 1)) - 1;
    byte[] weights = new byte[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (byte) random.nextInt(-most, most + 1);
    }
    weights[random.nextInt(count)] = (byte) most;
    return weights;
  }

  /** Three frames of 4 bits and a black one, as the trainer chooses them. */
  private static List<GoldenFrame> golden(Model model, Random random) {
    List<GoldenFrame> golden = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Frame frame = new Frame(new FrameFormat(12, 12, 4));
      for (int p = 0; p < frame.pixels().length; p++) {
        frame.pixels()[p] = (char) random.nextInt(16);
      }
      golden.add(GoldenFrame.of(model, frame));
    }
    Frame black = new Frame(new FrameFormat(1, 1, 1));
    Arrays.fill(black.pixels(), (char) 0);
    golden.add(GoldenFrame.of(model, black));
    return golden;
  }
}
