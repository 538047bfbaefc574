package smilet.device.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.io.gpio.digital.DigitalState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.indicator.FaceReadings;
import smilet.device.indicator.Reading;
import smilet.shared.capture.CaptureLabel;
import smilet.shared.capture.CaptureName;
import smilet.shared.capture.Situation;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

class RecorderTest {
  private static final FrameFormat FORMAT = new FrameFormat(16, 16, 8);

  @TempDir private Path temp;
  private final Frame frame = new Frame(FORMAT);
  private final SplittableRandom random = new SplittableRandom(1);
  private CaptureFolder folder;
  private Recorder recorder;

  @BeforeEach
  void start() {
    folder = new CaptureFolder(temp.resolve("captures"));
    recorder = new Recorder(folder, FORMAT);
  }

  @AfterEach
  void stop() {
    recorder.close();
  }

  /** Shows ever new frames, as the loop does, until something is so. */
  private void showUntil(BooleanSupplier enough) throws InterruptedException {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!enough.getAsBoolean() && System.nanoTime() < end) {
      show();
      Thread.sleep(5);
    }
    assertThat(enough.getAsBoolean()).isTrue();
  }

  private void show() {
    for (int i = 0; i < frame.pixels().length; i++) {
      frame.pixels()[i] = (char) random.nextInt(40, 220);
    }
    recorder.show(new Reading(), frame);
  }

  private List<CaptureName> names() {
    try {
      return folder.list();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void withoutConsentNothingIsStored() throws Exception {
    assertThatThrownBy(() -> recorder.hold(CaptureLabel.SMILE, Situation.USUAL, 1000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nobody has agreed");
    for (int i = 0; i < 100; i++) {
      show();
      Thread.sleep(2);
    }
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void framesAreStoredWhileTheButtonIsHeld() throws Exception {
    folder.agree();
    recorder.hold(CaptureLabel.SMILE, Situation.USUAL, 10_000);
    showUntil(() -> names().size() >= 3);
    recorder.hold(CaptureLabel.SMILE, Situation.USUAL, 10_000);
    showUntil(() -> names().size() >= 4);
    recorder.release();
    assertThat(names()).extracting(CaptureName::burst).containsOnly(names().getFirst().burst());
    assertThat(names()).extracting(CaptureName::label).containsOnly(CaptureLabel.SMILE);

    recorder.hold(CaptureLabel.NOT_SMILE, Situation.USUAL, 10_000);
    showUntil(() -> names().stream().anyMatch(name -> name.label() == CaptureLabel.NOT_SMILE));
    assertThat(names().stream().map(CaptureName::burst).distinct()).hasSize(2);
  }

  @Test
  void onlyTheLargestFaceOfALargeFrameIsStored() throws Exception {
    folder.agree();
    recorder.hold(CaptureLabel.SMILE, Situation.USUAL, 10_000);
    Frame room = new Frame(new FrameFormat(320, 240, 8));
    recorder.show(FaceReadings.nobody(), room);
    assertThat(recorder.message()).isEqualTo("nobody is in the picture");
    long end = System.nanoTime() + 20_000_000_000L;
    while (names().isEmpty() && System.nanoTime() < end) {
      for (int i = 0; i < room.pixels().length; i++) {
        room.pixels()[i] = (char) random.nextInt(40, 220);
      }
      recorder.show(FaceReadings.two(), room);
      Thread.sleep(5);
    }
    byte[] pgm = folder.read(names().getFirst());
    assertThat(new String(pgm, 0, 15, StandardCharsets.US_ASCII))
        .as("114 % of a box of 96 pixels")
        .isEqualTo("P5\n109 109\n255\n");
  }

  @Test
  void aHoldEndsByItself() throws Exception {
    folder.agree();
    recorder.hold(CaptureLabel.SMILE, Situation.USUAL, 1);
    Thread.sleep(20);
    for (int i = 0; i < 100; i++) {
      show();
      Thread.sleep(2);
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void aButtonOfTheBoardHoldsAndReleases() throws Exception {
    CaptureButton.changed(DigitalState.LOW, CaptureLabel.SMILE, recorder);
    show();
    assertThat(names()).as("without consent").isEmpty();
    folder.agree();
    CaptureButton.changed(DigitalState.LOW, CaptureLabel.SMILE, recorder);
    showUntil(() -> !names().isEmpty());
    CaptureButton.changed(DigitalState.HIGH, CaptureLabel.SMILE, recorder);
    Thread.sleep(100); // the frame in flight
    int count = names().size();
    for (int i = 0; i < 100; i++) {
      show();
      Thread.sleep(2);
    }
    assertThat(names()).hasSize(count);
  }

  @Test
  void consentThatIsTakenBackEndsTheBurst() throws Exception {
    folder.agree();
    recorder.hold(CaptureLabel.SMILE, Situation.USUAL, 10_000);
    folder.deleteEverything();
    showUntil(() -> recorder.message().contains("nobody has agreed"));
    assertThat(Files.exists(temp.resolve("captures"))).isFalse();
  }
}
