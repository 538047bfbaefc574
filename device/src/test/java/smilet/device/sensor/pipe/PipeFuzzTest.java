package smilet.device.sensor.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.clock.SystemClock;
import smilet.device.sensor.SensorException;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/** Any bytes, in any pieces, that end or fail at any moment: whole frames come out, or none. */
@Timeout(120)
final class PipeFuzzTest {
  private static final List<PixelLayout> LAYOUTS = List.of(PixelLayout.values());
  private static final int ROUNDS = 2000;
  private static final int PROCESSES = 100;
  private static final long TIME_LIMIT_NANOS = 5_000_000_000L;

  /** Twice the bytes of the largest frame, 128 x 128 pixels of two bytes. */
  private static final long ALLOCATION_LIMIT_BYTES = 2 * 2 * Grid.MAX_SIDE * Grid.MAX_SIDE;

  @TempDir Path folder;

  private final Random random = new Random(10);
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aStreamIsCutIntoWholeFramesHoweverItTricklesAndEnds() {
    byte[] bytes = bytes(1 << 17);
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS && System.nanoTime() - start < TIME_LIMIT_NANOS; i++) {
      PipeSettings settings = settings(layout(), "-");
      int frameBytes = settings.frameBytes(settings.firstStride());
      int length = random.nextInt(bytes.length);
      boolean fails = random.nextBoolean();
      InputStream in = new Trickle(bytes, length, fails, new Random(i));
      int frames = 0;
      boolean failed = false;
      long before = threads.getCurrentThreadAllocatedBytes();
      FrameStream stream = new FrameStream(in, settings, new SystemClock());
      try {
        for (byte[] frame; (frame = stream.next()) != null; frames++) {
          int at = frames * frameBytes;
          if (!Arrays.equals(frame, 0, frameBytes, bytes, at, at + frameBytes)) {
            throw new AssertionError("frame " + frames + " of round " + i + " is torn");
          }
        }
      } catch (IOException unplugged) {
        failed = true;
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .isLessThan(ALLOCATION_LIMIT_BYTES);
      assertThat(frames).isEqualTo(length / frameBytes);
      assertThat(failed).isEqualTo(fails);
    }
  }

  @Test
  void aProcessThatEndsAtAnyMomentLeavesItsLastWholeFrame() throws Exception {
    byte[] bytes = bytes(1 << 16);
    Path file = Files.write(folder.resolve("bytes"), bytes);
    long start = System.nanoTime();
    for (int i = 0; i < PROCESSES && System.nanoTime() - start < TIME_LIMIT_NANOS; i++) {
      PipeSettings shape = settings(layout(), "-");
      PixelLayout layout = shape.layout();
      FrameFormat format = shape.format();
      int frameBytes = shape.frameBytes(shape.firstStride());
      int length = random.nextInt(Math.min(bytes.length, 5 * frameBytes));
      String settings =
          String.format(
              Locale.ROOT,
              "%dx%d:%s/%d:head -c %d %s; %s",
              format.width(),
              format.height(),
              layout.word(),
              shape.firstStride(),
              length,
              file,
              random.nextBoolean() ? "exit 3" : "kill -9 $$");
      try (PipeSensor sensor =
          new PipeSensor(
              PipeSettings.parse(settings), InputStream.nullInputStream(), new SystemClock())) {
        Frame frame = new Frame(format);
        int whole = length / frameBytes;
        int captured = capturedUntilItEnds(sensor, frame);
        assertThat(captured + sensor.dropped()).as(settings).isEqualTo(whole);
        if (whole > 0) {
          char[] expected = new char[format.pixelCount()];
          int last = (whole - 1) * frameBytes;
          layout.decode(
              Arrays.copyOfRange(bytes, last, last + frameBytes),
              format.width(),
              shape.firstStride(),
              expected);
          assertThat(frame.pixels()).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void complaintsOfAnyLengthAreCutToOneLineOfAMessage() throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS && System.nanoTime() - start < TIME_LIMIT_NANOS; i++) {
      char[] said = new char[random.nextInt(1 << 14)];
      for (int j = 0; j < said.length; j++) {
        said[j] = (char) random.nextInt(random.nextInt(50) == 0 ? 0x10000 : 0x80);
      }
      StringReader in = new StringReader(new String(said));
      LastLine line = new LastLine();
      line.listen(in);
      assertThat(line.text().length()).isLessThanOrEqualTo(LastLine.MAX_CHARS);
      assertThat(line.text().chars()).noneMatch(Character::isISOControl);
    }
  }

  @Test
  void aComplaintWithoutEndIsNotGathered() throws IOException {
    byte[] said = new byte[1 << 24];
    Arrays.fill(said, (byte) 'x');
    InputStream in = new Trickle(said, said.length, false, random);
    LastLine line = new LastLine();
    long before = threads.getCurrentThreadAllocatedBytes();
    line.listen(new InputStreamReader(in, StandardCharsets.UTF_8));
    // Java's reader leaves some hundred bytes each time that it reads.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(said.length / 4);
    assertThat(line.text()).isEqualTo("x".repeat(LastLine.MAX_CHARS));
  }

  private static int capturedUntilItEnds(PipeSensor sensor, Frame frame)
      throws InterruptedException {
    for (int captured = 0; ; Thread.sleep(1)) {
      try {
        if (sensor.capture(frame)) {
          captured++;
        }
      } catch (SensorException ended) {
        assertThat(ended).hasMessageStartingWith("the camera command ended with exit code ");
        return captured;
      }
    }
  }

  /** Frames of a random size, whose stride is known, as padding is recognised in live streams. */
  private PipeSettings settings(PixelLayout layout, String command) {
    int width = side();
    int stride = layout.rowBytes(width) + random.nextInt(2) * 2 * random.nextInt(8);
    return PipeSettings.parse(
        String.format(
            Locale.ROOT, "%dx%d:%s/%d:%s", width, side(), layout.word(), stride, command));
  }

  private PixelLayout layout() {
    return LAYOUTS.get(random.nextInt(LAYOUTS.size()));
  }

  /** Even, as yuv420 wants it. */
  private int side() {
    return 2 * (1 + random.nextInt(random.nextBoolean() ? 4 : Grid.MAX_SIDE / 2));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Gives bytes in pieces of any length, then ends, or fails. */
  private static final class Trickle extends InputStream {
    private final byte[] bytes;
    private final int length;
    private final boolean fails;
    private final Random pieces;
    private int at;

    Trickle(byte[] bytes, int length, boolean fails, Random pieces) {
      this.bytes = bytes;
      this.length = length;
      this.fails = fails;
      this.pieces = pieces;
    }

    @Override
    public int read() {
      throw new AssertionError("read in pieces");
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
      int left = length - at;
      if (left == 0 && fails) {
        throw new IOException("unplugged");
      }
      if (left == 0) {
        return -1;
      }
      int count = Math.min(left, 1 + pieces.nextInt(most));
      System.arraycopy(bytes, at, into, offset, count);
      at += count;
      return count;
    }
  }
}
