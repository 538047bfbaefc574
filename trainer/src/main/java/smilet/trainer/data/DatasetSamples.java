package smilet.trainer.data;

import java.util.Optional;
import java.util.stream.IntStream;
import smilet.shared.frame.Frame;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.frame.PerFormat;
import smilet.shared.frame.Preprocessor;
import smilet.trainer.network.ArraySamples;
import smilet.trainer.network.Samples;

/**
 * Part of a data set as a network's inputs: each face as the device would see it, or, for training,
 * in a new augmented view per iteration.
 */
public final class DatasetSamples implements Samples {
  /** Faces that a thread prepares at a time. */
  private static final int CHUNK = 256;

  private final Dataset data;
  private final int[] part;
  private final Grid grid;
  private final Normalisation normalisation;
  private final Optional<Augmentation> augmentation;

  /** The inputs of all faces without augmentation; empty if they would take too much memory. */
  private final Optional<ArraySamples> prepared;

  /**
   * @param data the data set
   * @param part indices into the data; not copied
   * @param augmentation how views differ from iteration 1 on; if empty, faces are shown as they are
   */
  public DatasetSamples(
      Dataset data,
      int[] part,
      Grid grid,
      Normalisation normalisation,
      Optional<Augmentation> augmentation) {
    this.data = data;
    this.part = part;
    this.grid = grid;
    this.normalisation = normalisation;
    this.augmentation = augmentation;
    long bytes = (long) part.length * grid.cellCount();
    this.prepared =
        bytes <= Runtime.getRuntime().maxMemory() / 4 ? Optional.of(prepare()) : Optional.empty();
  }

  private ArraySamples prepare() {
    byte[] inputs = new byte[part.length * grid.cellCount()];
    boolean[] smiles = new boolean[part.length];
    IntStream.range(0, Math.ceilDiv(part.length, CHUNK))
        .parallel()
        .forEach(
            chunk -> {
              FaceReader reader = new FaceReader(Optional.empty());
              int end = Math.min(part.length, (chunk + 1) * CHUNK);
              for (int i = chunk * CHUNK; i < end; i++) {
                reader.read(i, 0, inputs, i * grid.cellCount());
                smiles[i] = smile(i);
              }
            });
    return new ArraySamples(grid, normalisation, inputs, smiles);
  }

  @Override
  public int count() {
    return part.length;
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
    return data.smile(part[sample]);
  }

  @Override
  public Reader reader() {
    return new FaceReader(prepared.map(ArraySamples::reader));
  }

  private final class FaceReader implements Reader {
    private final Optional<Reader> unchanged;
    private final Dataset.Reader frames = data.reader();
    private final PerFormat<Preprocessor> preprocessors =
        new PerFormat<>(format -> new Preprocessor(format, grid, normalisation));
    private final byte[] inputs = new byte[grid.cellCount()];
    private final Optional<Augmenter> augmenter = augmentation.map(a -> new Augmenter(a, grid));

    /**
     * @param unchanged reads the faces without augmentation, if they are in memory
     */
    FaceReader(Optional<Reader> unchanged) {
      this.unchanged = unchanged;
    }

    @Override
    public void read(int sample, int iteration, byte[] into, int offset) {
      boolean varied = iteration > 0 && augmenter.isPresent();
      if (!varied && unchanged.isPresent()) {
        unchanged.get().read(sample, iteration, into, offset);
        return;
      }
      Frame face = frames.frame(part[sample]);
      Frame seen = varied ? augmenter.get().view(face, part[sample], iteration) : face;
      preprocessors.of(seen.format()).apply(seen, inputs);
      System.arraycopy(inputs, 0, into, offset, inputs.length);
    }
  }
}
