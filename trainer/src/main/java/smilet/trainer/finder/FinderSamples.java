package smilet.trainer.finder;

import java.util.List;
import java.util.SplittableRandom;
import smilet.shared.frame.Frame;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.random.Seeds;
import smilet.trainer.data.Dataset;
import smilet.trainer.network.Samples;

/**
 * The windows that a finder learns from: faces, which take the place of smiles; windows beside
 * faces; and windows of backgrounds, random ones at first, which {@link #replace} exchanges for
 * those that the network takes for faces. Samples of all kinds are evenly mixed.
 */
final class FinderSamples implements Samples {
  /** A window beside a face for so many faces. */
  private static final int FACES_PER_MISS = 4;

  /** The salt of the views: 2^64 divided by the square root of 5, odd. */
  private static final long VIEWS = 0x727c9716ffb764d5L;

  private final Dataset faces;
  private final int[] people;
  private final Backgrounds backgrounds;
  private final int side;
  private final long seed;
  private final int misses;

  /** The windows of backgrounds, one after the other. */
  private final byte[] windows;

  private final int windowCount;
  private int next;

  /**
   * @param part the indices of the faces to learn; not copied
   * @param windows how many windows of backgrounds there are
   * @param side cells per side of a window
   */
  FinderSamples(
      Dataset faces, int[] part, Backgrounds backgrounds, int windows, int side, long seed) {
    this.faces = faces;
    this.people = part;
    this.backgrounds = backgrounds;
    this.side = side;
    this.seed = seed;
    this.misses = part.length / FACES_PER_MISS;
    this.windowCount = windows;
    this.windows = new byte[windows * side * side];
    WindowPainter painter = new WindowPainter(side);
    for (int i = 0; i < windows; i++) {
      SplittableRandom random = random(count() + i, 0);
      painter.background(background(random), random, this.windows, i * side * side);
    }
  }

  /** The faces that are learned. */
  int faces() {
    return people.length;
  }

  /** The windows of backgrounds. */
  int windows() {
    return windowCount;
  }

  /**
   * Exchanges windows of backgrounds, those that are there for the longest time first; but the last
   * quarter of the random windows stays.
   */
  void replace(List<byte[]> hard) {
    for (byte[] window : hard) {
      System.arraycopy(window, 0, windows, next * side * side, side * side);
      next = (next + 1) % (windowCount - windowCount / 4);
    }
  }

  @Override
  public int count() {
    return people.length + misses + windowCount;
  }

  @Override
  public Grid grid() {
    return new Grid(side, side);
  }

  @Override
  public Normalisation normalisation() {
    return Normalisation.CONTRAST;
  }

  @Override
  public boolean smile(int sample) {
    return mixed(sample) >= 0;
  }

  /** The number of the face, if the sample is one; otherwise -1 - the number of the other. */
  private int mixed(int sample) {
    return mixed(sample, people.length, count());
  }

  /**
   * Spreads some of a row's members evenly over it.
   *
   * @return the number of the spread member at a place, from 0; or -1 - the number of the other
   */
  private static int mixed(int place, int spread, int all) {
    int before = (int) ((long) place * spread / all);
    int after = (int) ((place + 1L) * spread / all);
    return after > before ? before : -1 - (place - before);
  }

  private SplittableRandom random(int sample, int iteration) {
    long ofSample = Seeds.mix(seed, VIEWS, sample);
    return new SplittableRandom(Seeds.mix(ofSample, Seeds.SECOND_LEVEL, iteration));
  }

  private Frame background(SplittableRandom random) {
    return backgrounds.pictures().get(random.nextInt(backgrounds.count()));
  }

  @Override
  public Reader reader() {
    return new WindowReader();
  }

  private final class WindowReader implements Reader {
    private final Dataset.Reader frames = faces.reader();
    private final WindowPainter painter = new WindowPainter(side);

    @Override
    public void read(int sample, int iteration, byte[] inputs, int offset) {
      int face = mixed(sample);
      SplittableRandom random = random(sample, iteration);
      if (face >= 0) {
        read(face, iteration, random, inputs, offset);
        return;
      }
      int miss = mixed(-1 - face, misses, misses + windowCount);
      if (miss >= 0) {
        Frame frame = frames.frame(people[random.nextInt(people.length)]);
        Placement placement = Placement.beside(random);
        painter.varied(frame, placement, background(random), random, inputs, offset);
      } else {
        copy((-1 - miss) * side * side, iteration > 0 ? random.nextInt(4) : 0, inputs, offset);
      }
    }

    private void read(int face, int iteration, SplittableRandom random, byte[] inputs, int offset) {
      Frame frame = frames.frame(people[face]);
      if (iteration == 0) {
        painter.plain(frame, inputs, offset);
      } else {
        Placement placement = Placement.on(random);
        painter.varied(frame, placement, background(random), random, inputs, offset);
      }
    }

    /** Copies a window of a background, mirrored across if bit 0 is set and down if bit 1 is. */
    private void copy(int from, int mirrored, byte[] inputs, int offset) {
      for (int row = 0; row < side; row++) {
        int source = from + ((mirrored & 2) == 0 ? row : side - 1 - row) * side;
        int target = offset + row * side;
        System.arraycopy(windows, source, inputs, target, side);
        if ((mirrored & 1) != 0) {
          reverse(inputs, target);
        }
      }
    }

    private void reverse(byte[] row, int at) {
      for (int i = at, j = at + side - 1; i < j; i++, j--) {
        byte value = row[i];
        row[i] = row[j];
        row[j] = value;
      }
    }
  }
}
