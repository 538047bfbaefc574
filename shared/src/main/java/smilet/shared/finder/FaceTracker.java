package smilet.shared.finder;

import java.util.List;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * Follows faces from frame to frame at a bounded cost: in each frame it looks for the faces that it
 * knows near where they were, and spends what is left of the frame's multiply-adds on a part of a
 * search of the whole picture, which ends some frames later. It owns its memory, allocates nothing
 * per frame, and belongs to one thread. The same frames give the same faces on every machine.
 *
 * <p>A face that a search finds is followed from then on; it counts once it is found again near
 * that place, or at once if the whole search was made on one frame. A followed face is given up
 * after {@value #PATIENCE} frames in a row without it. If more faces are found than may be
 * followed, the largest are.
 */
public final class FaceTracker {
  /** The most faces that can be followed. */
  public static final int MOST_FACES = 8;

  /** In how many frames in a row a face may be missed. */
  public static final int PATIENCE = 4;

  /**
   * How far below the finder's threshold the score of a face that is followed may fall, Q15.16: it
   * is less likely to be a mistake than a face in a new place.
   */
  private static final int LENIENCE_Q16 = 1 << 16;

  private final Finder finder;
  private final FrameFormat format;
  private final long budget;
  private final List<LevelScan> levels;
  private final Neighbourhood neighbourhood;
  private final ScanMemory memory;
  private final Candidates candidates = new Candidates();
  private final Suppression suppression = new Suppression();
  private final Detections found = new Detections();
  private final FollowedFaces faces;

  /** The next part of the search: a level and a tile of it. */
  private int level;

  private int tile;

  /**
   * @param format of the frames
   * @param smallestSide pixels per side of the smallest faces, at least {@link Finder#side()}
   * @param mostFaces how many faces are followed, 1 to {@value #MOST_FACES}
   * @param multiplyAddsPerFrame what a frame may cost; at least one part of a search, some ten
   *     million, is done even if that is more
   */
  public FaceTracker(
      Finder finder,
      FrameFormat format,
      int smallestSide,
      int mostFaces,
      long multiplyAddsPerFrame) {
    if (mostFaces < 1 || mostFaces > MOST_FACES) {
      throw new IllegalArgumentException("faces must be 1 to 8, were " + mostFaces);
    }
    this.finder = finder;
    this.format = format;
    this.budget = multiplyAddsPerFrame;
    this.levels = FaceFinder.levels(finder, format, smallestSide);
    this.neighbourhood = new Neighbourhood(finder, format);
    this.memory = new ScanMemory(finder, neighbourhood.with(levels));
    this.faces = new FollowedFaces(mostFaces);
  }

  /** In how many frames the whole picture is searched if as many faces as may be are followed. */
  public int framesPerSearch() {
    long left = budgetForSearch(faces.most());
    int frames = 0;
    for (int i = 0, t = 0; i < levels.size(); frames++) {
      long rest = left;
      do {
        rest -= levels.get(i).tileMultiplyAdds(memory);
        if (++t == levels.get(i).tiles()) {
          t = 0;
          i++;
        }
      } while (i < levels.size() && levels.get(i).tileMultiplyAdds(memory) <= rest);
    }
    return frames;
  }

  private long budgetForSearch(int followed) {
    return budget - followed * neighbourhood.multiplyAdds(memory);
  }

  /** Forgets all faces and begins a new search. */
  public void reset() {
    faces.clear();
    candidates.clear();
    level = 0;
    tile = 0;
  }

  /**
   * Takes the next frame.
   *
   * @param frame in the format this tracker was made for, every pixel within it
   */
  public void follow(Frame frame) {
    if (!frame.format().equals(format)) {
      throw new IllegalArgumentException("frames must be " + format + ", was " + frame.format());
    }
    for (int i = 0; i < faces.followed(); i++) {
      findAgain(frame, i);
    }
    faces.dropLostAndDoubled();
    search(frame);
    faces.sort();
  }

  private void findAgain(Frame frame, int face) {
    int leniently = leniently(finder.thresholdQ16());
    neighbourhood.find(
        frame, faces.x(face), faces.y(face), faces.side(face), leniently, memory, found);
    found.keepInside(format.width(), format.height());
    for (int i = 0; i < found.count(); i++) { // the highest score first
      if (Boxes.overlap(
          faces.x(face),
          faces.y(face),
          faces.side(face),
          found.x(i),
          found.y(i),
          found.side(i),
          Suppression.OVERLAP_PERCENT)) {
        faces.foundAgain(face, found.x(i), found.y(i), found.side(i), found.scoreQ16(i));
        return;
      }
    }
    faces.missed(face);
  }

  private static int leniently(int thresholdQ16) {
    return Math.max(thresholdQ16, Integer.MIN_VALUE + LENIENCE_Q16) - LENIENCE_Q16;
  }

  private void search(Frame frame) {
    if (levels.isEmpty()) {
      return;
    }
    boolean onOneFrame = level == 0 && tile == 0;
    long left = budgetForSearch(faces.followed());
    LevelScan scan = levels.get(level);
    boolean prepared = false;
    do {
      if (!prepared) {
        scan.prepare(frame, 0, 0, format.width(), format.height(), memory);
        prepared = true;
      }
      scan.scan(tile, memory, finder.thresholdQ16(), candidates);
      left -= scan.tileMultiplyAdds(memory);
      if (++tile == scan.tiles()) {
        tile = 0;
        if (++level == levels.size()) {
          searched(onOneFrame);
          return;
        }
        scan = levels.get(level);
        prepared = false;
      }
    } while (scan.tileMultiplyAdds(memory) <= left);
  }

  private void searched(boolean onOneFrame) {
    found.clear();
    suppression.merge(candidates, finder.thresholdQ16(), found);
    found.keepInside(format.width(), format.height());
    candidates.clear();
    level = 0;
    for (int i = 0; i < found.count(); i++) {
      faces.add(found.x(i), found.y(i), found.side(i), found.scoreQ16(i), onOneFrame);
    }
  }

  /** How many faces are in the last frame. */
  public int count() {
    return faces.count();
  }

  /** A number from 1 that stays with a face while it is followed, and is not used again. */
  public long id(int index) {
    return faces.id(index);
  }

  /** The column of the box's first pixel. */
  public int x(int index) {
    return faces.x(index);
  }

  /** The row of the box's first pixel. */
  public int y(int index) {
    return faces.y(index);
  }

  /** Pixels per side of the box; the largest face comes first. */
  public int side(int index) {
    return faces.side(index);
  }

  /** The finder's score, Q15.16, when the face was found last. */
  public int scoreQ16(int index) {
    return faces.scoreQ16(index);
  }
}
