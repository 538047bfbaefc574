package smilet.trainer.descent;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ArraySamples;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;

/** Small data sets and networks for tests. */
final class SmallProblems {
  private SmallProblems() {}

  /** The lecture's four images. */
  static Samples lecture() {
    String images = "X.XXXXXX." + "...XX.X.." + "X.X.XXXXX" + "...X.X.X.";
    byte[] inputs = new byte[36];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (byte) (images.charAt(i) == 'X' ? 127 : 0);
    }
    return new ArraySamples(
        new Grid(3, 3), Normalisation.NONE, inputs, new boolean[] {true, false, false, true});
  }

  /** The nine weights after the lecture's first change. */
  static Network lectureNetwork() {
    return new Network(
        new Architecture(new Grid(3, 3), List.of(), false, false),
        Normalisation.NONE,
        new float[] {0, 0, 0, 1, -1, 1, -1, 1, -1});
  }

  /** Bright bows in noise: smiles open upwards, others downwards. */
  static Samples bows(int count, long seed) {
    Grid grid = new Grid(10, 10);
    SplittableRandom random = new SplittableRandom(seed);
    byte[] inputs = new byte[count * grid.cellCount()];
    boolean[] smiles = new boolean[count];
    for (int i = 0; i < count; i++) {
      smiles[i] = random.nextInt(3) == 0;
      int x0 = random.nextInt(4);
      int y0 = random.nextInt(1, 5);
      for (int cell = 0; cell < grid.cellCount(); cell++) {
        int x = cell % 10 - x0 - 3;
        int y = cell / 10 - y0;
        int dip = Math.min(2, 3 - Math.abs(x));
        boolean bow = y == (smiles[i] ? dip : 2 - dip);
        inputs[i * grid.cellCount() + cell] =
            (byte) (random.nextInt(-30, 31) + (bow && Math.abs(x) <= 3 ? 70 : 0));
      }
    }
    return new ArraySamples(grid, Normalisation.CONTRAST, inputs, smiles);
  }

  static Network network(String network, Samples samples, long seed) {
    return Network.initialise(
        Architecture.parse(network, samples.grid()), samples.normalisation(), seed);
  }

  static DescentResult run(Network network, Samples samples, Recipe recipe) {
    return new Descent(network, samples, Optional.empty(), recipe, 1, new SteppedStopwatch())
        .run(DescentListener.NONE);
  }

  /** Advances by a millisecond whenever it is read. */
  static final class SteppedStopwatch implements Stopwatch {
    private long nanos;

    @Override
    public long wallNanos() {
      return nanos += 1_000_000;
    }

    @Override
    public long cpuNanos() {
      return nanos += 1_000_000;
    }
  }
}
