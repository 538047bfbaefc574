package smilet.shared.finder;

import java.util.ArrayList;
import java.util.List;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * Finds all faces of a frame, each size of face in turn, and merges the windows of each face. The
 * sizes are 2^(1/4) apart, as a finder is trained to be tolerant of, and their ratios are rounded
 * to 2^-16. It owns its scratch memory, allocates nothing per frame, and belongs to one thread. Its
 * boxes and scores are exact: the same on every CPU and JVM.
 */
public final class FaceFinder {
  /** round(2^16 · 2^(i/4)). */
  private static final int[] STEP_Q16 = {65536, 77936, 92682, 110218};

  private final Finder finder;
  private final FrameFormat format;
  private final List<LevelScan> levels;
  private final ScanMemory memory;
  private final Candidates candidates = new Candidates();
  private final Suppression suppression = new Suppression();

  /**
   * @param format of the frames
   * @param smallestSide pixels per side of the smallest faces, at least {@link Finder#side()}
   * @throws IllegalArgumentException if the smallest faces are smaller than the finder's window
   */
  public FaceFinder(Finder finder, FrameFormat format, int smallestSide) {
    this.finder = finder;
    this.format = format;
    this.levels = levels(finder, format, smallestSide);
    this.memory = new ScanMemory(finder, levels);
  }

  /** One scan per size, the smallest faces first; none if the frame is smaller than a face. */
  static List<LevelScan> levels(Finder finder, FrameFormat format, int smallestSide) {
    if (smallestSide < finder.side()) {
      throw new IllegalArgumentException(
          "the smallest face must be at least " + finder.side() + " pixels, was " + smallestSide);
    }
    List<LevelScan> levels = new ArrayList<>();
    for (int i = 0; ; i++) {
      long sideQ16 = ((long) smallestSide * STEP_Q16[i % 4]) << (i / 4);
      int columns = cells(format.width(), finder.side(), sideQ16);
      int rows = cells(format.height(), finder.side(), sideQ16);
      if (Math.min(columns, rows) < finder.side()) {
        return List.copyOf(levels);
      }
      levels.add(new LevelScan(finder, format, columns, rows));
    }
  }

  private static int cells(int pixels, int windowSide, long faceSideQ16) {
    return (int) ((((long) pixels * windowSide) << 16) / faceSideQ16);
  }

  public Finder finder() {
    return finder;
  }

  /** Multiply-adds per frame. */
  public long multiplyAdds() {
    return levels.stream().mapToLong(level -> level.tiles() * level.tileMultiplyAdds(memory)).sum();
  }

  /**
   * Finds the faces of a frame.
   *
   * @param frame in the format this finder was made for, every pixel within it
   * @param faces receives the faces, the highest score first, inside the frame
   */
  public void find(Frame frame, Detections faces) {
    if (!frame.format().equals(format)) {
      throw new IllegalArgumentException("frames must be " + format + ", was " + frame.format());
    }
    candidates.clear();
    for (int i = 0; i < levels.size(); i++) {
      LevelScan level = levels.get(i);
      level.prepare(frame, 0, 0, format.width(), format.height(), memory);
      for (int tile = 0; tile < level.tiles(); tile++) {
        level.scan(tile, memory, finder.thresholdQ16(), candidates);
      }
    }
    faces.clear();
    suppression.merge(candidates, finder.thresholdQ16(), faces);
    faces.keepInside(format.width(), format.height());
  }
}
