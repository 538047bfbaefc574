package smilet.trainer.data;

import java.util.Optional;
import java.util.stream.IntStream;
import smilet.shared.frame.Frame;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.frame.PerFormat;
import smilet.shared.frame.Preprocessor;
import smilet.trainer.network.Samples;

/**
 * Part of a data set as a network's inputs: each face as the device would see it, or, for training,
 * in a new augmented view per iteration.
 */
public final class DatasetSamples implements Samples {
  private final Dataset data;
  private final int[] part;
  private final Grid grid;
  private final Normalisation normalisation;
  private final Optional<Augmentation> augmentation;

  /** The inputs of all faces without augmentation; empty if they would take too much memory. */
  private final byte[] plain;

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
    this.plain =
        bytes <= Runtime.getRuntime().maxMemory() / 4 ? new byte[(int) bytes] : new byte[0];
    if (plain.length > 0) {
      fillPlain();
    }
  }

  private void fillPlain() {
    int chunk = 256;
    IntStream.range(0, Math.ceilDiv(part.length, chunk))
        .parallel()
        .forEach(
            c -> {
              ViewReader reader = new ViewReader();
              for (int i = c * chunk; i < Math.min(part.length, (c + 1) * chunk); i++) {
                reader.readFrame(i, plain, i * grid.cellCount());
              }
            });
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
    return new ViewReader();
  }

  private final class ViewReader implements Reader {
    private final Dataset.Reader frames = data.reader();
    private final PerFormat<Preprocessor> preprocessors =
        new PerFormat<>(format -> new Preprocessor(format, grid, normalisation));
    private final byte[] inputs = new byte[grid.cellCount()];
    private final Optional<Augmenter> augmenter = augmentation.map(a -> new Augmenter(a, grid));

    @Override
    public void read(int sample, int iteration, byte[] into, int offset) {
      if (iteration > 0 && augmenter.isPresent()) {
        Frame source = frames.frame(part[sample]);
        prepare(augmenter.get().view(source, part[sample], iteration), into, offset);
      } else if (plain.length > 0) {
        int cells = grid.cellCount();
        System.arraycopy(plain, sample * cells, into, offset, cells);
      } else {
        readFrame(sample, into, offset);
      }
    }

    void readFrame(int sample, byte[] into, int offset) {
      prepare(frames.frame(part[sample]), into, offset);
    }

    private void prepare(Frame frame, byte[] into, int offset) {
      preprocessors.of(frame.format()).apply(frame, inputs);
      System.arraycopy(inputs, 0, into, offset, inputs.length);
    }
  }
}
