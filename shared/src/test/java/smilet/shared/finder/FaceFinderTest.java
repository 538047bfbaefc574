package smilet.shared.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

final class FaceFinderTest {
  /** For the million of the command line: -Dsmilet.pictures=1000000. */
  private static final int PICTURES = Integer.getInteger("smilet.pictures", 2_000);

  @Test
  void boxesAreThePlainReferencesAndNothingIsAllocatedInPicturesOfAllSizes() {
    Random random = new Random(Long.getLong("smilet.seed", 1));
    int found = 0;
    int boxes = 0;
    long allocated = 0;
    for (int picture = 0; picture < PICTURES; ) {
      Finder finder = RandomFinders.finder(random);
      FrameFormat format = RandomFinders.format(random);
      int smallest = finder.side() + random.nextInt(30);
      FaceFinder fast = new FaceFinder(finder, format, smallest);
      Frame frame = new Frame(format);
      Detections faces = new Detections();
      for (int i = 0; i < 10; i++, picture++) {
        RandomFinders.fill(frame, random);
        long before = RandomFinders.allocatedBytes();
        fast.find(frame, faces);
        // The first pictures load classes.
        allocated += picture < 100 ? 0 : RandomFinders.allocatedBytes() - before;
        if (picture % 20 == 0) {
          assertThat(RandomFinders.text(faces))
              .as("picture %d, %s, faces from %d pixels", picture, format, smallest)
              .isEqualTo(RandomFinders.text(PlainFinder.find(finder, frame, smallest)));
        }
        found += faces.count() > 0 ? 1 : 0;
        boxes += faces.count();
        for (int face = 0; face < faces.count(); face++) {
          assertThat(faces.x(face)).isNotNegative();
          assertThat(faces.y(face)).isNotNegative();
          assertThat(faces.side(face)).isPositive();
          assertThat(faces.x(face) + faces.side(face)).isLessThanOrEqualTo(format.width());
          assertThat(faces.y(face) + faces.side(face)).isLessThanOrEqualTo(format.height());
          assertThat(faces.scoreQ16(face)).isGreaterThanOrEqualTo(finder.thresholdQ16());
        }
      }
    }
    // A few bytes in a few pictures are the virtual machine's, when it exchanges compiled code.
    assertThat(allocated).isLessThan(16L * PICTURES); // the smallest object has 16 bytes
    System.out.printf(
        Locale.ROOT,
        "%d random pictures, boxes in %d of them, %d in all%n",
        PICTURES,
        found,
        boxes);
    assertThat(found).isBetween(PICTURES / 10, PICTURES - PICTURES / 100);
  }

  @Test
  void aFrameSmallerThanAFaceHasNone() {
    Finder finder = RandomFinders.finder(new Random(2)).withThreshold(Integer.MIN_VALUE);
    FrameFormat format = new FrameFormat(finder.side(), finder.side(), 8);
    Detections faces = new Detections();
    faces.add(1, 1, 1, 1);
    new FaceFinder(finder, format, finder.side() + 1).find(new Frame(format), faces);
    assertThat(faces.count()).isZero();
    new FaceFinder(finder, format, finder.side()).find(new Frame(format), faces);
    assertThat(faces.count()).isOne();
  }

  @Test
  void aSmallestFaceBelowTheWindowIsRefused() {
    Finder finder = RandomFinders.finder(new Random(2));
    assertThatThrownBy(() -> new FaceFinder(finder, new FrameFormat(99, 99, 8), finder.side() - 1))
        .hasMessage(
            "the smallest face must be at least "
                + finder.side()
                + " pixels, was "
                + (finder.side() - 1));
  }
}
