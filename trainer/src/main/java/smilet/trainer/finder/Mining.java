package smilet.trainer.finder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import smilet.shared.finder.LocalContrast;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Resampler;
import smilet.shared.model.Model;
import smilet.shared.model.WindowScores;
import smilet.shared.random.Seeds;

/**
 * Looks for windows of pictures without faces that a finder takes for faces, in random sizes of the
 * pictures. What it finds depends on the finder, the seed and the round only.
 */
final class Mining {
  /** Sizes of each picture that are searched in a round. */
  private static final int LEVELS = 3;

  /** A window that scores less is no mistake. */
  private static final int LEAST_SCORE_Q16 = -(3 << 16);

  /** The most cells per side of a level. */
  private static final int MOST_CELLS = 480;

  private final Backgrounds backgrounds;
  private final long seed;

  Mining(Backgrounds backgrounds, long seed) {
    this.backgrounds = backgrounds;
    this.seed = seed;
  }

  /** A window and the score it got. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Mistake(int scoreQ16, byte[] window) {}

  /**
   * The windows that score highest.
   *
   * @param most windows that are returned; no picture gives more than a few times its share
   */
  List<byte[]> hardest(Model model, int round, int most) {
    int perPicture = Math.max(4, 4 * most / backgrounds.count());
    List<Mistake> found = new ArrayList<>();
    IntStream.range(0, backgrounds.count())
        .parallel()
        .mapToObj(picture -> mistakes(model, picture, round, perPicture))
        .toList()
        .forEach(found::addAll);
    found.sort(Comparator.comparingInt((Mistake mistake) -> -mistake.scoreQ16()));
    return found.stream().limit(most).map(Mistake::window).toList();
  }

  private List<Mistake> mistakes(Model model, int picture, int round, int most) {
    Frame frame = backgrounds.pictures().get(picture);
    SplittableRandom random =
        new SplittableRandom(
            Seeds.mix(Seeds.mix(seed, Seeds.GOLDEN_RATIO, picture), Seeds.SECOND_LEVEL, round));
    List<Mistake> found = new ArrayList<>();
    for (int i = 0; i < LEVELS; i++) {
      scan(model, frame, random, found);
    }
    found.sort(Comparator.comparingInt((Mistake mistake) -> -mistake.scoreQ16()));
    return List.copyOf(found.subList(0, Math.min(most, found.size())));
  }

  /** Searches a region of the picture, or all of it, in a random size. */
  private static void scan(Model model, Frame frame, SplittableRandom random, List<Mistake> found) {
    FrameFormat format = frame.format();
    int side = model.grid().width();
    int shorter = Math.min(format.width(), format.height());
    double least = 1.4 * side;
    double most = Math.max(least, Math.min(MOST_CELLS, 1.3 * shorter));
    // Large levels have more windows, so they are drawn more often than small ones.
    double chosen = least * StrictMath.exp(Math.sqrt(random.nextDouble()) * Math.log(most / least));
    double scale = chosen / shorter;
    int columns = Math.clamp(Math.round(format.width() * scale), side, FrameFormat.MAX_WIDTH);
    int rows = Math.clamp(Math.round(format.height() * scale), side, FrameFormat.MAX_HEIGHT);
    char[] cells = new char[columns * rows];
    byte[] inputs = new byte[cells.length];
    new Resampler(format, columns, rows).resample(frame.pixels(), cells);
    mirror(cells, columns, random.nextBoolean());
    new LocalContrast(columns).apply(cells, columns, rows, inputs);
    WindowScores scores = new WindowScores(model, columns, rows);
    int across = scores.across(columns);
    int[] scoresQ16 = new int[across * scores.down(rows)];
    scores.compute(inputs, 0, columns, columns, rows, scoresQ16);
    for (int i = 0; i < scoresQ16.length; i++) {
      if (scoresQ16[i] >= LEAST_SCORE_Q16) {
        int at = i / across * scores.stride() * columns + i % across * scores.stride();
        found.add(new Mistake(scoresQ16[i], window(inputs, at, columns, side)));
      }
    }
  }

  private static void mirror(char[] cells, int columns, boolean mirrored) {
    for (int row = 0; mirrored && row < cells.length; row += columns) {
      for (int i = row, j = row + columns - 1; i < j; i++, j--) {
        char cell = cells[i];
        cells[i] = cells[j];
        cells[j] = cell;
      }
    }
  }

  private static byte[] window(byte[] inputs, int at, int columns, int side) {
    byte[] window = new byte[side * side];
    for (int row = 0; row < side; row++) {
      System.arraycopy(inputs, at + row * columns, window, row * side, side);
    }
    return window;
  }
}
