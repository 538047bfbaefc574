package smilet.device.scene;

import smilet.device.indicator.FaceReading;
import smilet.shared.finder.FaceCrop;
import smilet.shared.finder.FaceTracker;
import smilet.shared.finder.Finder;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Classifier;

/** The faces that a finder finds in the frames, and follows from frame to frame. */
public final class FoundFaces implements Scene {
  private final Finder finder;
  private final Search search;
  private FrameFormat format;
  private FaceTracker tracker;

  /** Added to the tracker's numbers, so that no two faces of several trackers have the same one. */
  private long firstId;

  private long highestId;

  /**
   * How faces are looked for.
   *
   * @param smallestSide pixels per side of the smallest faces; a frame of another format than the
   *     usual one may be too small for them, then it has none
   * @param mostFaces the most faces that are followed, 1 to 8
   * @param multiplyAddsPerFrame the most work per frame; a search that takes more is spread over
   *     several frames
   * @param film whether a frame shows what the one before shows, a moment later; if not, as with
   *     the pictures of a folder, no face is followed from one to the next
   */
  public record Search(int smallestSide, int mostFaces, long multiplyAddsPerFrame, boolean film) {
    /** A search in a film. */
    public Search(int smallestSide, int mostFaces, long multiplyAddsPerFrame) {
      this(smallestSide, mostFaces, multiplyAddsPerFrame, true);
    }
  }

  /**
   * @param format the sensor's usual format
   */
  public FoundFaces(Finder finder, FrameFormat format, Search search) {
    this.finder = finder;
    this.search = search;
    use(format);
  }

  private void use(FrameFormat newFormat) {
    firstId = highestId;
    format = newFormat;
    tracker =
        new FaceTracker(
            finder,
            newFormat,
            search.smallestSide(),
            search.mostFaces(),
            search.multiplyAddsPerFrame());
  }

  /** In how many frames a search of the whole picture is complete. */
  public int framesPerSearch() {
    return tracker.framesPerSearch();
  }

  @Override
  public boolean looksForFaces() {
    return true;
  }

  @Override
  public void look(Frame frame) {
    if (!frame.format().equals(format)) {
      use(frame.format()); // a picture of a folder, which has nothing to do with the one before
    }
    if (!search.film()) {
      tracker.reset();
    }
    tracker.follow(frame);
    for (int i = 0; i < tracker.count(); i++) {
      highestId = Math.max(highestId, id(i));
    }
  }

  @Override
  public int count() {
    return tracker.count();
  }

  @Override
  public long id(int i) {
    return firstId + tracker.id(i);
  }

  @Override
  public void place(int i, FaceReading face) {
    face.place(id(i), tracker.x(i), tracker.y(i), tracker.side(i));
  }

  @Override
  public void normalise(int i, Frame frame, Classifier classifier, int cropPercent) {
    int side = FaceCrop.side(tracker.side(i), cropPercent);
    classifier.normalise(
        frame,
        FaceCrop.begin(tracker.x(i), tracker.side(i), side),
        FaceCrop.begin(tracker.y(i), tracker.side(i), side),
        side);
  }

  @Override
  public void reset() {
    tracker.reset();
  }
}
