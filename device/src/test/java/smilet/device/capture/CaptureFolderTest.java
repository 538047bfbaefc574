package smilet.device.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.capture.CaptureLabel;
import smilet.shared.capture.CaptureName;
import smilet.shared.capture.Situation;
import smilet.shared.file.Disk;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.picture.PictureFile;

class CaptureFolderTest {
  private static final FrameFormat FORMAT = new FrameFormat(4, 3, 8);

  @TempDir private Path temp;
  private Path path;
  private CaptureFolder folder;

  @BeforeEach
  void make() {
    path = temp.resolve("store").resolve("captures");
    folder = new CaptureFolder(path);
  }

  static CaptureName name(int number) {
    return new CaptureName("0123abcd", Situation.USUAL, number, CaptureLabel.SMILE);
  }

  private static Frame frame(FrameFormat format) {
    Frame frame = new Frame(format);
    for (int i = 0; i < frame.pixels().length; i++) {
      frame.pixels()[i] = (char) (i * 20 * (format.fullScale() / 255));
    }
    return frame;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void nothingIsWrittenBeforeSomebodyAgrees() throws IOException {
    assertThatThrownBy(() -> folder.write(name(1), frame(FORMAT)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nobody has agreed");
    assertThat(files()).isEmpty();
    assertThat(folder.list()).isEmpty();
    assertThat(folder.isAgreed()).isFalse();
  }

  @Test
  void onlyTheOwnerMayReadAFrame() throws IOException {
    folder.agree();
    folder.write(name(1), frame(FORMAT));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
    for (Path file : files()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as(file.toString())
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aFrameKeepsItsPixels() throws IOException {
    folder.agree();
    for (FrameFormat format : List.of(FORMAT, new FrameFormat(4, 3, 16))) {
      Frame written = frame(format);
      folder.write(name(format.bits()), written);
      Frame read = PictureFile.read(path.resolve(name(format.bits()).toString()));
      assertThat(read.format()).isEqualTo(format);
      assertThat(read.pixels()).isEqualTo(written.pixels());
    }
  }

  @Test
  void aFrameIsRelabelledAndDeleted() throws IOException {
    folder.agree();
    folder.write(name(1), frame(FORMAT));
    folder.write(name(2), frame(FORMAT));
    folder.relabel(name(1), CaptureLabel.NOT_SMILE);
    assertThat(folder.list()).containsExactly(name(1).with(CaptureLabel.NOT_SMILE), name(2));
    folder.delete(name(2));
    folder.delete(name(2));
    assertThat(folder.list()).containsExactly(name(1).with(CaptureLabel.NOT_SMILE));
    assertThatThrownBy(() -> folder.relabel(name(7), CaptureLabel.SMILE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void everythingIsDeleted() throws IOException {
    folder.agree();
    folder.write(name(1), frame(FORMAT));
    Files.writeString(path.resolve(".x.part"), "what a power cut left");
    folder.deleteEverything();
    assertThat(path).doesNotExist();
    assertThat(folder.isAgreed()).isFalse();
    folder.deleteEverything();
    folder.agree();
    assertThat(folder.isAgreed()).isTrue();
  }

  @Test
  void aFullFolderRefusesMore() throws IOException {
    folder.agree();
    for (int i = 1; i <= CaptureFolder.MAX_FRAMES; i++) {
      Files.writeString(path.resolve(name(i).toString()), "P5\n1 1\n255\n.");
    }
    assertThatThrownBy(() -> folder.write(name(999), frame(FORMAT)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("400 frames already");
  }

  @Test
  void oldFramesAndPartsAreDeleted() throws IOException {
    Instant now = Instant.now();
    folder.agree();
    folder.write(name(1), frame(FORMAT));
    Files.writeString(path.resolve(".x.part"), "what a power cut left");
    folder.deleteOld();
    assertThat(folder.list()).hasSize(1);
    assertThat(path.resolve(".x.part")).doesNotExist();
    InstantSource later =
        InstantSource.fixed(now.plus(Duration.ofDays(CaptureFolder.MAX_DAYS + 1)));
    new CaptureFolder(path, Disk.REAL, later).deleteOld();
    assertThat(folder.list()).isEmpty();
    assertThat(folder.isAgreed()).isTrue();
  }

  /** A disk on which everything fails from one operation on, as if the power were cut there. */
  private static final class CutDisk implements Disk {
    private int left;

    CutDisk(int left) {
      this.left = left;
    }

    private void step() throws IOException {
      if (left-- <= 0) {
        throw new IOException("the power is cut");
      }
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
      if (left == 0) {
        byte[] half = java.util.Arrays.copyOf(content, content.length / 2);
        Disk.REAL.write(file, half);
      }
      step();
      Disk.REAL.write(file, content);
    }

    @Override
    public void sync(Path file) throws IOException {
      step();
      Disk.REAL.sync(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      step();
      Disk.REAL.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
      step();
      Disk.REAL.delete(file);
    }
  }

  @Test
  void aPowerCutAtAnyStepLeavesWholeFramesOnly() throws IOException {
    folder.agree();
    List<Integer> whole = new ArrayList<>();
    for (int cut = 0; cut < 6; cut++) {
      CaptureFolder dying = new CaptureFolder(path, new CutDisk(cut), InstantSource.system());
      try {
        dying.write(name(cut + 1), frame(FORMAT));
      } catch (IOException cutOff) {
        assertThat(cutOff).hasMessageContaining("the power is cut");
      }
      for (CaptureName name : folder.list()) {
        assertThat(PictureFile.read(path.resolve(name.toString())).pixels())
            .isEqualTo(frame(FORMAT).pixels());
      }
      whole.add(folder.list().size());
    }
    assertThat(whole.getFirst()).isZero();
    assertThat(whole.getLast()).isPositive();
    folder.deleteOld();
    assertThat(files()).hasSize(whole.getLast() + 1); // and the consent
  }

  @Test
  void otherNamesAreNoFrames() {
    for (String wrong :
        List.of(
            "",
            "consent",
            "../0123abcd-straight-bright-001.smile.pgm",
            "0123abcd-straight-bright-000.smile.pgm",
            "0123abcd-straight-bright-001.grin.pgm",
            "0123ABCD-straight-bright-001.smile.pgm",
            "0123abcd-straight-001.smile.pgm",
            "0123abcd-straight-bright-001.smile.pgm/../x")) {
      assertThat(CaptureName.parse(wrong)).as(wrong).isEmpty();
    }
    assertThat(CaptureName.parse(name(7).toString())).contains(name(7));
  }
}
