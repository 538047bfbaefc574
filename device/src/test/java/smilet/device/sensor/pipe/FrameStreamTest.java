package smilet.device.sensor.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import smilet.device.clock.SteppedClock;

/** A live camera's bytes come in bursts with pauses between them; the stream here does the same. */
class FrameStreamTest {
  private static final long PAUSE_NANOS = 33_000_000L;

  private final SteppedClock clock = new SteppedClock();
  private final Deque<byte[]> bursts = new ArrayDeque<>();
  private final List<String> notices = new ArrayList<>();

  /** Gives a burst at once, and waits before the next one. */
  private final class Camera extends InputStream {
    private byte[] burst = {};
    private int at;

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (at == burst.length) {
        if (bursts.isEmpty()) {
          return -1;
        }
        burst = bursts.poll();
        at = 0;
        clock.step(PAUSE_NANOS);
      }
      int count = Math.min(length, burst.length - at);
      System.arraycopy(burst, at, bytes, offset, count);
      at += count;
      return count;
    }

    @Override
    public int available() {
      return burst.length - at;
    }
  }

  /** A frame of a known size: each row holds its number and the frame's, and padding is 0xff. */
  private static byte[] frame(int number, int width, int height, int stride, int bytes) {
    byte[] frame = new byte[bytes];
    Arrays.fill(frame, (byte) 0xff);
    for (int y = 0; y < height; y++) {
      Arrays.fill(frame, y * stride, y * stride + width, (byte) ((number + y) & 0x7f));
    }
    return frame;
  }

  /** Reads to the end; each frame must be one of {@link #frame}. Returns their numbers. */
  private List<Integer> numbers(String settings) throws IOException {
    PipeSettings parsed = PipeSettings.parse(settings);
    int width = parsed.format().width();
    int height = parsed.format().height();
    FrameStream stream = new FrameStream(new Camera(), parsed, clock);
    List<Integer> numbers = new ArrayList<>();
    char[] pixels = new char[width * height];
    for (byte[] bytes; (bytes = stream.next()) != null; ) {
      stream.takeNotice().ifPresent(notices::add);
      parsed.layout().decode(bytes, width, stream.strideBytes(), pixels);
      for (int i = 0; i < pixels.length; i++) {
        assertThat((int) pixels[i]).isEqualTo((pixels[0] + i / width) & 0x7f);
      }
      numbers.add((int) pixels[0]);
    }
    return numbers;
  }

  @Test
  void framesThatComeInStepAreAllGiven() throws IOException {
    for (int i = 0; i < 20; i++) {
      bursts.add(frame(i, 64, 64, 64, 4096));
    }
    assertThat(numbers("64x64:grey8:-")).hasSize(20).startsWith(0, 1, 2);
    assertThat(notices).isEmpty();
  }

  @Test
  void theUsualPaddingIsRecognisedBeforeAnyFrameIsGiven() throws IOException {
    for (int width : new int[] {96, 100, 66, 30}) {
      int stride = (width + 63) / 64 * 64;
      int bytes = stride * 96 * 3 / 2;
      notices.clear();
      for (int i = 0; i < 10; i++) {
        bursts.add(frame(i, width, 96, stride, bytes));
      }
      // The first one is lost: only its end shows how long it was.
      assertThat(numbers(width + "x96:yuv420:-")).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertThat(notices).singleElement().asString().contains("yuv420/" + stride);
    }
  }

  @Test
  void paddingIsAlsoRecognisedIfSeveralFramesComeAtOnce() throws IOException {
    // The first frames of a camera come at once if the program was too busy to read them.
    assertThat(wholeOfPadded(3, 1, 1, 1, 1)).isEqualTo(3);
    assertThat(wholeOfPadded(20, 1, 1, 1, 1)).isEqualTo(3);
    assertThat(wholeOfPadded(2, 2, 2, 2, 2)).isEqualTo(4);
  }

  /** How many frames of a padded camera are given whole, if so many come at once each time. */
  private int wholeOfPadded(int... framesPerBurst) throws IOException {
    int bytes = 128 * 96 * 3 / 2;
    for (int count : framesPerBurst) {
      bursts.add(new byte[count * bytes]);
    }
    notices.clear();
    PipeSettings settings = PipeSettings.parse("96x96:yuv420:-");
    FrameStream stream = new FrameStream(new Camera(), settings, clock);
    int whole = 0;
    while (stream.next() != null) {
      stream.takeNotice().ifPresent(notices::add);
      whole += stream.strideBytes() == 128 ? 1 : 0;
    }
    assertThat(notices).singleElement().asString().contains("yuv420/128");
    return whole;
  }

  @Test
  void unpaddedFramesOfTheSameWidthAreTakenAsTheyAre() throws IOException {
    for (int i = 0; i < 10; i++) {
      bursts.add(frame(i, 96, 96, 96, 96 * 96 * 3 / 2));
    }
    assertThat(numbers("96x96:yuv420:-")).hasSize(10);
    assertThat(notices).isEmpty();
  }

  @Test
  void aGivenStrideHoldsFromTheFirstFrame() throws IOException {
    for (int i = 0; i < 10; i++) {
      bursts.add(frame(i, 96, 96, 128, 128 * 96 * 3 / 2));
    }
    assertThat(numbers("96x96:yuv420/128:-")).hasSize(10);
    assertThat(notices).isEmpty();
  }

  @Test
  void textBeforeTheFramesCostsAFewFramesAndIsTold() throws IOException {
    byte[] text = new byte[1300];
    Arrays.fill(text, (byte) '7');
    bursts.add(text);
    for (int i = 0; i < 20; i++) {
      bursts.add(frame(i, 64, 64, 64, 4096));
    }
    PipeSettings settings = PipeSettings.parse("64x64:grey8:-");
    FrameStream stream = new FrameStream(new Camera(), settings, clock);
    int whole = 0;
    int torn = 0;
    for (byte[] bytes; (bytes = stream.next()) != null; ) {
      stream.takeNotice().ifPresent(notices::add);
      boolean inStep = bytes[64] == ((bytes[0] + 1) & 0x7f) && bytes[63] == bytes[0];
      whole += inStep ? 1 : 0;
      torn += inStep ? 0 : 1;
    }
    assertThat(torn).isLessThan(4);
    assertThat(whole).isGreaterThan(15);
    assertThat(notices).singleElement().asString().contains("no whole frame");
  }

  @Test
  void aTornFrameIsLeftOutAndNoneAfterItIsShifted() throws IOException {
    int given = 0;
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 20; i++) {
        bursts.add(frame(i, 64, 64, 64, 4096));
        given++;
      }
      bursts.add(Arrays.copyOf(frame(20, 64, 64, 64, 4096), 1700));
    }
    assertThat(numbers("64x64:grey8:-")).hasSize(given);
    assertThat(notices).hasSize(1);
  }

  @Test
  void aSourceThatPausesWithinFramesIsReadAsItComes() throws IOException {
    for (int i = 0; i < 20; i++) {
      byte[] frame = frame(i, 64, 64, 64, 4096);
      for (int at = 0; at < 4096; at += 512) {
        bursts.add(Arrays.copyOfRange(frame, at, at + 512));
      }
    }
    assertThat(numbers("64x64:grey8:-")).hasSize(20);
    assertThat(notices).isEmpty();
  }

  @Test
  void aLargeFrameMayComeInPiecesOnABusyMachine() throws IOException {
    for (int i = 0; i < 40; i++) {
      byte[] frame = frame(i, 320, 240, 320, 76_800);
      int piece = i % 4 == 1 ? 1 << 16 : i % 4 == 3 ? 20_000 : frame.length;
      bursts.add(Arrays.copyOf(frame, piece));
      if (piece < frame.length) {
        bursts.add(Arrays.copyOfRange(frame, piece, frame.length));
      }
    }
    assertThat(numbers("320x240:grey8:-")).hasSize(40);
    assertThat(notices).isEmpty();
  }

  @Test
  void aTornLargeFrameCostsAFewFramesAndIsTold() throws IOException {
    bursts.add(new byte[20_000]);
    for (int i = 0; i < 20; i++) {
      bursts.add(frame(i, 320, 240, 320, 76_800));
    }
    FrameStream stream =
        new FrameStream(new Camera(), PipeSettings.parse("320x240:grey8:-"), clock);
    int whole = 0;
    for (byte[] bytes; (bytes = stream.next()) != null; ) {
      stream.takeNotice().ifPresent(notices::add);
      whole += bytes[320] == ((bytes[0] + 1) & 0x7f) && bytes[319] == bytes[0] ? 1 : 0;
    }
    assertThat(whole).isGreaterThan(13);
    assertThat(notices).singleElement().asString().contains("no whole frame");
  }

  @Test
  void aLargeFrameIsNotTornIfOnePauseIsMissedAndAnotherIsLong() throws IOException {
    for (int i = 0; i < 5; i++) {
      bursts.add(frame(i, 320, 240, 320, 76_800));
    }
    byte[] two = new byte[2 * 76_800];
    System.arraycopy(frame(5, 320, 240, 320, 76_800), 0, two, 0, 76_800);
    System.arraycopy(frame(6, 320, 240, 320, 76_800), 0, two, 76_800, 76_800);
    bursts.add(Arrays.copyOf(two, 20_000));
    bursts.add(Arrays.copyOfRange(two, 20_000, 96_800));
    bursts.add(Arrays.copyOfRange(two, 96_800, two.length));
    for (int i = 7; i < 10; i++) {
      bursts.add(frame(i, 320, 240, 320, 76_800));
    }
    assertThat(numbers("320x240:grey8:-")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(notices).isEmpty();
  }

  @Test
  void largeFramesOfAnotherSizeAreTold() throws IOException {
    for (int i = 0; i < 5; i++) {
      bursts.add(new byte[100_000]);
    }
    FrameStream stream =
        new FrameStream(new Camera(), PipeSettings.parse("320x240:grey8:-"), clock);
    while (stream.next() != null) {
      stream.takeNotice().ifPresent(notices::add);
    }
    assertThat(notices).singleElement().asString().contains("100000 bytes at a time", "76800");
  }

  @Test
  void framesOfAnotherSizeAreTold() throws IOException {
    for (int i = 0; i < 5; i++) {
      bursts.add(new byte[6144]);
    }
    FrameStream stream = new FrameStream(new Camera(), PipeSettings.parse("64x64:grey8:-"), clock);
    while (stream.next() != null) {
      stream.takeNotice().ifPresent(notices::add);
    }
    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst()).contains("6144 bytes at a time", "4096");
  }

  @Test
  void aFileWithoutPausesLosesAFewFramesAtMostAndNeverTheLast() throws IOException {
    byte[] all = new byte[50 * 96 * 96 * 3 / 2];
    for (int i = 0; i < 50; i++) {
      byte[] frame = frame(i, 96, 96, 96, 96 * 96 * 3 / 2);
      System.arraycopy(frame, 0, all, i * frame.length, frame.length);
    }
    bursts.add(all);
    assertThat(numbers("96x96:yuv420:-")).hasSizeGreaterThan(44).endsWith(48, 49);
    bursts.add(Arrays.copyOf(all, 2 * 96 * 96 * 3 / 2 + 100));
    assertThat(numbers("96x96:yuv420:-")).endsWith(1);
  }
}
