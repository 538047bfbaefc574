package smilet.device.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.capture.CaptureLabel;
import smilet.shared.capture.CaptureName;
import smilet.shared.capture.Situation;
import smilet.shared.file.AtomicFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.picture.PictureFile;

/**
 * SIGKILL at random moments of capturing. A child process writes, relabels and deletes frames in
 * eight folders at once, without pause, one thread per folder; one kill therefore cuts off eight
 * captures at eight unrelated moments. 25 kills make {@value #MOMENTS} of them.
 */
class KilledCaptureTest {
  private static final int FOLDERS = 8;
  private static final int KILLS = 25;
  private static final int MOMENTS = FOLDERS * KILLS;
  private static final FrameFormat FORMAT = new FrameFormat(64, 64, 8);

  @TempDir Path temp;

  @Test
  void onlyWholeFramesAreLeft() throws Exception {
    assertThat(MOMENTS).isGreaterThanOrEqualTo(200);
    for (int folder = 0; folder < FOLDERS; folder++) {
      new CaptureFolder(temp.resolve("captures" + folder)).agree();
    }
    Random random = new Random(7);
    long frames = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      kill(random.nextInt(60_000));
      for (int folder = 0; folder < FOLDERS; folder++) {
        frames += requireWhole(new CaptureFolder(temp.resolve("captures" + folder)));
      }
    }
    assertThat(frames).isPositive();
  }

  private static int requireWhole(CaptureFolder folder) throws IOException {
    for (CaptureName name : folder.list()) {
      Path file = folder.path().resolve(name.toString());
      assertThat(PictureFile.read(file).pixels()).isEqualTo(frame(name.number()).pixels());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    int count = folder.list().size();
    try (Stream<Path> files = Files.list(folder.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(
              name ->
                  name.equals("consent")
                      || name.endsWith(AtomicFile.PART)
                      || CaptureName.parse(name).isPresent());
    }
    folder.deleteOld();
    assertThat(folder.list()).hasSize(count);
    return count;
  }

  private void kill(int extraMicros) throws Exception {
    Process child =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledCaptureTest.class.getName(),
                temp.toString())
            .redirectErrorStream(true)
            .start();
    try {
      String line = child.inputReader(StandardCharsets.UTF_8).readLine();
      assertThat(line).isEqualTo("captures");
      TimeUnit.MICROSECONDS.sleep(extraMicros);
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.waitFor()).isEqualTo(128 + 9);
  }

  private static Frame frame(int number) {
    Frame frame = new Frame(FORMAT);
    Random random = new Random(number);
    for (int i = 0; i < frame.pixels().length; i++) {
      frame.pixels()[i] = (char) random.nextInt(256);
    }
    return frame;
  }

  /** The child: captures until it is killed. */
  public static void main(String[] args) throws InterruptedException {
    CountDownLatch first = new CountDownLatch(FOLDERS);
    IntStream.range(0, FOLDERS)
        .forEach(
            i -> Thread.startVirtualThread(() -> capture(Path.of(args[0], "captures" + i), first)));
    first.await();
    System.out.println("captures");
    Thread.sleep(60_000);
  }

  private static void capture(Path path, CountDownLatch first) {
    CaptureFolder folder = new CaptureFolder(path);
    try {
      for (int number = 1; ; number = number % 300 + 1) {
        CaptureName name = new CaptureName("0123abcd", Situation.USUAL, number, CaptureLabel.SMILE);
        folder.delete(name.with(CaptureLabel.NOT_SMILE));
        folder.write(name, frame(number));
        folder.relabel(name, CaptureLabel.NOT_SMILE);
        first.countDown();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
