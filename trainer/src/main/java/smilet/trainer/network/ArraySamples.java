package smilet.trainer.network;

import java.util.Locale;
import java.util.Objects;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

/** Samples whose inputs are in memory, the same in every iteration. */
public final class ArraySamples implements Samples {
  private final Grid grid;
  private final Normalisation normalisation;
  private final byte[] inputs;
  private final boolean[] smiles;

  /**
   * @param inputs sample after sample, one int8 per cell of the grid; not copied
   * @param smiles the labels, one per sample; not copied
   */
  public ArraySamples(Grid grid, Normalisation normalisation, byte[] inputs, boolean[] smiles) {
    this.grid = Objects.requireNonNull(grid);
    this.normalisation = Objects.requireNonNull(normalisation);
    if (inputs.length != (long) smiles.length * grid.cellCount()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d samples of %s need %d inputs, were given %d",
              smiles.length,
              grid,
              (long) smiles.length * grid.cellCount(),
              inputs.length));
    }
    this.inputs = inputs;
    this.smiles = smiles;
  }

  @Override
  public int count() {
    return smiles.length;
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public Normalisation normalisation() {
    return normalisation;
  }

  @Override
  public boolean smile(int sample) {
    return smiles[sample];
  }

  @Override
  public Reader reader() {
    int cells = grid.cellCount();
    return (sample, iteration, into, offset) ->
        System.arraycopy(
            inputs, Objects.checkIndex(sample, smiles.length) * cells, into, offset, cells);
  }
}
