package smilet.shared.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

/** Seeded models of every shape, for tests that compare one way of computing with another. */
public final class RandomModels {
  private RandomModels() {}

  /** A model with no convolution. */
  public static Model linear(Grid grid, Random random) {
    Shape shape = new Shape(grid.height(), grid.width(), 1);
    return new Model(grid, Normalisation.CONTRAST, List.of(dense(shape, random)));
  }

  /** A model with one to three convolutions of any kernel, stride and number of channels. */
  public static Model convolutional(Random random) {
    Grid grid = new Grid(1 + random.nextInt(40), 1 + random.nextInt(40));
    List<Layer> layers = new ArrayList<>();
    Shape shape = new Shape(grid.height(), grid.width(), 1);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      Layer layer = convolution(shape, random);
      layers.add(layer);
      shape = layer.output();
    }
    layers.add(dense(shape, random));
    return new Model(grid, Normalisation.CONTRAST, layers);
  }

  /** A model with one to three convolutions that are not padded. */
  static Model unpadded(Random random) {
    return unpadded(new Grid(20 + random.nextInt(8), 20 + random.nextInt(8)), random);
  }

  /** The same with a square grid and at most 6x6 positions before the dense layer. */
  public static Model window(Random random) {
    Model model;
    do {
      int side = 20 + random.nextInt(8);
      model = unpadded(new Grid(side, side), random);
    } while (model.dense().input().width() > 6);
    return model;
  }

  private static Model unpadded(Grid grid, Random random) {
    List<Layer> layers = new ArrayList<>();
    Shape shape = new Shape(grid.height(), grid.width(), 1);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int kernel = 1 + 2 * random.nextInt(3);
      if (kernel <= Math.min(shape.width(), shape.height())) {
        Layer layer = convolution(shape, kernel, 1 + random.nextInt(2), 0, random);
        layers.add(layer);
        shape = layer.output();
      }
    }
    layers.add(dense(shape, random));
    return new Model(grid, Normalisation.CONTRAST, layers);
  }

  /** A convolution whose outputs lie between all zero and saturated. */
  public static Convolution convolution(Shape input, Random random) {
    int kernel = 1 + 2 * random.nextInt(4);
    return convolution(input, kernel, 1 + random.nextInt(3), kernel / 2, random);
  }

  private static Convolution convolution(
      Shape input, int kernel, int stride, int padding, Random random) {
    int channels = 1 + random.nextInt(33);
    int taps = kernel * kernel * input.channels();
    int[] biases = new int[channels];
    int[] multipliers = new int[channels];
    for (int i = 0; i < channels; i++) {
      biases[i] = random.nextInt(-20_000, 20_000);
      multipliers[i] = 1 + random.nextInt(Layer.MAX_MULTIPLIER);
    }
    // The sum of t random products is about 127 / 2 · 127 / 2 · sqrt(t).
    int shift = 16 + (int) Math.round(Math.log(64 * Math.sqrt(taps)) / Math.log(2));
    return new Convolution(
        input,
        kernel,
        stride,
        padding,
        weights(channels * taps, random),
        biases,
        multipliers,
        shift);
  }

  private static Dense dense(Shape input, Random random) {
    return new Dense(
        input,
        weights(input.size(), random),
        random.nextInt(-100_000, 100_000),
        1 + random.nextInt(Layer.MAX_MULTIPLIER),
        random.nextInt(24));
  }

  static byte[] weights(int count, Random random) {
    byte[] weights = new byte[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (byte) random.nextInt(-127, 128);
    }
    return weights;
  }

  /** Inputs like those of a normalised frame, including the extremes. */
  public static byte[] inputs(int count, Random random) {
    byte[] inputs = weights(count, random);
    if (random.nextInt(4) == 0) {
      Arrays.fill(inputs, (byte) (random.nextBoolean() ? 127 : -127));
    }
    return inputs;
  }
}
