package smilet.shared.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

/** Models that ask for as much as possible of the device that runs them. */
public final class HostileModels {
  private HostileModels() {}

  /** 60 MiB of activations in 9 KB of file: far beyond the limit. */
  public static Model manyActivations() {
    Grid grid = new Grid(Grid.MAX_SIDE, Grid.MAX_SIDE);
    Builder builder = new Builder(grid);
    for (int i = 0; i < 7; i++) {
      builder.convolution(256, 1, 1).convolution(1, 1, 1);
    }
    return builder.convolution(1, 1, 4).end();
  }

  /** A million weights of 2 bits. */
  public static Model manyWeights() {
    return new Builder(new Grid(16, 16)).convolution(256, 1, 4).convolution(160, 5, 4).end();
  }

  /** Models just within the limits, by what they have most of. */
  public static Map<String, Supplier<Model>> atTheLimits() {
    Map<String, Supplier<Model>> kinds = new LinkedHashMap<>();
    kinds.put(
        "activations",
        () -> new Builder(new Grid(128, 128)).convolution(30, 1, 1).convolution(1, 1, 4).end());
    kinds.put(
        "weights",
        () -> new Builder(new Grid(8, 8)).convolution(226, 1, 4).convolution(256, 3, 4).end());
    kinds.put(
        "weights in a wide kernel",
        () ->
            new Builder(new Grid(64, 64))
                .convolution(256, 1, 4)
                .convolution(1, 11, 1)
                .convolution(96, 1, 1)
                .convolution(1, 11, 4)
                .end());
    kinds.put(
        "layers of large pictures, mirrored",
        () -> {
          Builder builder = new Builder(new Grid(128, 128)).mirrored();
          for (int i = 2; i < Model.MAX_LAYERS; i++) {
            builder.convolution(1, 11, 1);
          }
          return builder.convolution(1, 1, 4).end();
        });
    kinds.put(
        "padding around single pixels, mirrored",
        () ->
            new Builder(new Grid(1, 1))
                .mirrored()
                .convolution(256, 1, 1)
                .convolution(2, 11, 1)
                .end());
    return kinds;
  }

  /** Adds layers one after the other. */
  public static final class Builder {
    private final Grid grid;
    private final List<Layer> layers = new ArrayList<>();
    private Shape shape;
    private boolean mirrored;

    public Builder(Grid grid) {
      this.grid = grid;
      this.shape = new Shape(grid.height(), grid.width(), 1);
    }

    /** Makes the model average over a frame and its mirror image. */
    public Builder mirrored() {
      mirrored = true;
      return this;
    }

    /** Adds a convolution with weights of 1 and -1. */
    public Builder convolution(int channels, int kernel, int stride) {
      byte[] weights = new byte[channels * kernel * kernel * shape.channels()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (byte) (i % 2 * 2 - 1);
      }
      int[] multipliers = new int[channels];
      Arrays.fill(multipliers, 1);
      layers.add(
          new Convolution(shape, kernel, stride, weights, new int[channels], multipliers, 7));
      shape = layers.getLast().output();
      return this;
    }

    /** The model with its dense layer. */
    public Model end() {
      layers.add(new Dense(shape, new byte[shape.size()], 0, 1, 0));
      return new Model(grid, Normalisation.CONTRAST, mirrored, layers);
    }
  }
}
