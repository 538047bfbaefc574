package smilet.device.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import smilet.device.indicator.FaceReading;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

final class FoundFacesTest {
  private static final FrameFormat FORMAT = new FrameFormat(160, 120, 8);

  private final FoundFaces scene =
      new FoundFaces(Blobs.finder(), FORMAT, new FoundFaces.Search(24, 3, Long.MAX_VALUE));
  private final Random noise = new Random(1);

  private Frame frame(FrameFormat format, int x, int y, int side) {
    Frame frame = new Frame(format);
    Blobs.clear(frame, noise);
    Blobs.draw(frame, x, y, side, Blobs.SMILE);
    return frame;
  }

  @Test
  void everyPictureOfAFolderIsSearchedAsAWholeWhateverItsSize() {
    Set<Long> ids = new HashSet<>();
    FaceReading face = new FaceReading();
    for (int width = 100; width < 500; width += 40) {
      scene.look(frame(new FrameFormat(width, 90, 8), width - 60, 20, 50));
      assertThat(scene.count()).isEqualTo(1);
      scene.place(0, face);
      assertThat(face.x() + face.side() / 2).isBetween(width - 45, width - 25);
      ids.add(face.id());
    }
    assertThat(ids).as("different faces").hasSize(10);
  }

  @Test
  void noFaceIsFollowedFromOnePictureOfAFolderToTheNext() {
    FoundFaces stills =
        new FoundFaces(Blobs.finder(), FORMAT, new FoundFaces.Search(24, 3, Long.MAX_VALUE, false));
    FaceReading first = new FaceReading();
    stills.look(frame(FORMAT, 20, 20, 60));
    long before = stills.id(0);
    stills.look(frame(FORMAT, 28, 24, 60));
    stills.place(0, first);
    assertThat(stills.id(0)).isGreaterThan(before);
    FaceReading alone = new FaceReading();
    scene.look(frame(FORMAT, 28, 24, 60));
    scene.place(0, alone);
    assertThat(first.x()).isEqualTo(alone.x());
    stills.look(new Frame(FORMAT));
    assertThat(stills.count()).as("the face of the picture before").isZero();
  }

  @Test
  void aPictureThatIsSmallerThanAFaceHasNone() {
    scene.look(new Frame(new FrameFormat(20, 20, 8)));
    assertThat(scene.count()).isZero();
    scene.look(frame(FORMAT, 10, 10, 60));
    assertThat(scene.count()).isEqualTo(1);
  }

  @Test
  void aResetForgetsTheFacesAndTheirNumbers() {
    scene.look(frame(FORMAT, 10, 10, 60));
    long before = scene.id(0);
    scene.look(frame(FORMAT, 12, 10, 60));
    assertThat(scene.id(0)).isEqualTo(before);
    scene.reset();
    scene.look(frame(FORMAT, 14, 10, 60));
    assertThat(scene.id(0)).isGreaterThan(before);
  }
}
