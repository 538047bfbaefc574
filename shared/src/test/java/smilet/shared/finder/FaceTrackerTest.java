package smilet.shared.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/** With a "face" that is a bright square with a dark middle, which {@link SquareFinder} finds. */
final class FaceTrackerTest {
  private static final FrameFormat FORMAT = new FrameFormat(160, 120, 8);

  /** Bytes: code that allocates would take at least this much per frame. */
  private static final int SMALLEST_OBJECT = 16;

  private static final Finder FINDER = SquareFinder.finder();

  @Test
  void aFaceKeepsItsNumberWhileItMovesAndGrows() {
    FaceTracker tracker = new FaceTracker(FINDER, FORMAT, 24, 3, Long.MAX_VALUE);
    for (int i = 0; i < 40; i++) {
      tracker.follow(SquareFinder.frame(FORMAT, 10 + 2 * i, 20 + i, 24 + i / 2));
      assertThat(tracker.count()).as("frame " + i).isOne();
      assertThat(tracker.id(0)).isOne();
      assertThat(Math.abs(tracker.x(0) - (10 + 2 * i))).as("frame " + i).isLessThan(8);
      assertThat(Math.abs(tracker.y(0) - (20 + i))).as("frame " + i).isLessThan(8);
      assertThat((double) tracker.side(0) / (24 + i / 2)).as("frame " + i).isBetween(0.75, 1.35);
    }
  }

  @Test
  void aFaceThatLeavesIsGivenUpAndComesBackWithAnotherNumber() {
    FaceTracker tracker = new FaceTracker(FINDER, FORMAT, 24, 3, Long.MAX_VALUE);
    tracker.follow(SquareFinder.frame(FORMAT, 50, 40, 30));
    assertThat(tracker.count()).isOne();
    for (int i = 0; i < FaceTracker.PATIENCE; i++) {
      tracker.follow(new Frame(FORMAT));
      assertThat(tracker.count()).as("missed " + i).isOne();
    }
    tracker.follow(new Frame(FORMAT));
    assertThat(tracker.count()).isZero();
    tracker.follow(SquareFinder.frame(FORMAT, 50, 40, 30));
    assertThat(tracker.count()).isOne();
    assertThat(tracker.id(0)).isEqualTo(2);
  }

  @Test
  void twoFacesAreTwoTheLargerFirst() {
    FaceTracker tracker = new FaceTracker(FINDER, FORMAT, 24, 3, Long.MAX_VALUE);
    Frame frame = SquareFinder.frame(FORMAT, 5, 5, 28);
    SquareFinder.draw(frame, 80, 40, 50);
    tracker.follow(frame);
    assertThat(tracker.count()).isEqualTo(2);
    assertThat(tracker.side(0)).isGreaterThan(tracker.side(1));
    assertThat(tracker.x(0)).isGreaterThan(60);
  }

  @Test
  void aSearchThatDoesNotFitAFrameIsSpreadOverSeveral() {
    long whole = new FaceFinder(FINDER, FORMAT, 24).multiplyAdds();
    FaceTracker tracker = new FaceTracker(FINDER, FORMAT, 24, 1, whole / 3);
    int frames = tracker.framesPerSearch();
    assertThat(frames).isBetween(2, 12);
    Frame frame = SquareFinder.frame(FORMAT, 60, 50, 40);
    for (int i = 1; i < frames; i++) {
      tracker.follow(frame);
    }
    tracker.follow(frame);
    tracker.follow(frame); // confirms what the search found
    assertThat(tracker.count()).isOne();
    assertThat(new FaceTracker(FINDER, FORMAT, 24, 1, Long.MAX_VALUE).framesPerSearch()).isOne();
  }

  @Test
  void theLargestFacesAreFollowedIfThereAreTooMany() {
    FaceTracker tracker = new FaceTracker(FINDER, FORMAT, 24, 1, Long.MAX_VALUE);
    tracker.follow(SquareFinder.frame(FORMAT, 5, 5, 28));
    assertThat(tracker.side(0)).isLessThan(40);
    Frame frame = SquareFinder.frame(FORMAT, 5, 5, 28);
    SquareFinder.draw(frame, 80, 40, 50);
    tracker.follow(frame);
    tracker.follow(frame);
    assertThat(tracker.count()).isOne();
    assertThat(tracker.side(0)).isGreaterThan(40);
  }

  @Test
  void nothingIsAllocatedAndBoxesStayInsideInRandomPictures() {
    followRandomPictures(); // loads all classes
    // A few bytes in a few of the 300 frames are the virtual machine's, when it exchanges
    // compiled code.
    assertThat(followRandomPictures()).isLessThan(300 * SMALLEST_OBJECT);
  }

  /** Returns the bytes that were allocated. */
  private static long followRandomPictures() {
    Random random = new Random(5);
    long allocated = 0;
    for (int round = 0; round < 5; round++) {
      FrameFormat format = RandomFinders.format(random);
      Finder finder = RandomFinders.finder(random);
      FaceTracker tracker = new FaceTracker(finder, format, finder.side(), 8, 20_000_000);
      Frame frame = new Frame(format);
      for (int i = 0; i < 60; i++) {
        RandomFinders.fill(frame, random);
        long before = RandomFinders.allocatedBytes();
        tracker.follow(frame);
        allocated += RandomFinders.allocatedBytes() - before;
        for (int face = 0; face < tracker.count(); face++) {
          assertThat(tracker.x(face)).isBetween(0, format.width() - tracker.side(face));
          assertThat(tracker.y(face)).isBetween(0, format.height() - tracker.side(face));
        }
      }
    }
    return allocated;
  }

  @Test
  void badNumbersOfFacesAreRefused() {
    assertThatThrownBy(() -> new FaceTracker(FINDER, FORMAT, 24, 9, 1))
        .hasMessage("faces must be 1 to 8, were 9");
  }
}
