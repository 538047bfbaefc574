package smilet.device.sensor.pipe;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import smilet.device.clock.Clock;

/**
 * Cuts a stream of bytes into frames, whatever the size of the pieces in which the bytes arrive.
 *
 * <p>Raw frames have no marks. But a live camera writes a frame at once and then pauses, and that
 * shows two faults that would otherwise spoil every picture without a word:
 *
 * <ul>
 *   <li>Frames that are longer than expected by exactly the usual padding of their rows: from then
 *       on rows are read with that stride. One burst of one frame shows it, or several of more.
 *   <li>Frames that begin within a frame, because there was text before the first one, or one was
 *       torn: what stands before the pause is dropped.
 * </ul>
 *
 * A source that does not pause between frames, or pauses within them, is read as it comes. A frame
 * that is larger than a pipe's buffer comes in pieces, and on a busy machine with pauses between
 * them; then only long pauses count, and only what happens several times in a row is a fault.
 */
final class FrameStream {
  /** A pause of this length separates bursts of bytes. Cameras pause longer, up to 200 Hz. */
  private static final long PAUSE_NANOS = 4_000_000L;

  /** The same for frames that come in pieces. Cameras pause longer, up to 60 Hz. */
  private static final long LONG_PAUSE_NANOS = 12_000_000L;

  /** This many bursts of one frame each prove that pauses are between frames. */
  private static final int PROOF = 3;

  /**
   * After this many padded frames without a pause, frames are given as they come: they wait no
   * longer for the end of the burst.
   */
  private static final long LONGEST_BURST = 3;

  /** What a pipe holds on Linux. A larger frame is written and read in several pieces. */
  private static final int PIPE_BYTES = 1 << 16;

  /** How long to wait for the rest of a burst that may be longer than a frame. */
  private static final long REST_MILLIS = 2;

  private final InputStream in;
  private final PipeSettings settings;
  private final Clock clock;
  private int strideBytes;
  private byte[] frame = {};
  private int filled;
  private long burst;

  /** The length of the burst before. */
  private long burstBefore;

  /** Bursts of whole frames in a row that ended within a frame. */
  private int shiftedBursts;

  private int proofs;
  private int paddedBursts;
  private boolean strideKnown;

  /** The last frame that may be the beginning of a longer one; null if there is none. */
  private byte[] held;

  private Optional<String> notice = Optional.empty();
  private boolean misfitTold;
  private boolean outOfStepTold;

  FrameStream(InputStream in, PipeSettings settings, Clock clock) {
    this.in = in;
    this.settings = settings;
    this.clock = clock;
    use(settings.firstStride());
    strideKnown = settings.paddedStride() == strideBytes;
  }

  private void use(int stride) {
    strideBytes = stride;
    frame = new byte[settings.frameBytes(stride)];
    filled = 0;
  }

  private int paddedBytes() {
    return settings.frameBytes(settings.paddedStride());
  }

  /** The bytes from row to row of the last frame. */
  int strideBytes() {
    return strideBytes;
  }

  /** What the user should know, once; empty if there is nothing new. */
  Optional<String> takeNotice() {
    Optional<String> news = notice;
    notice = Optional.empty();
    return news;
  }

  /**
   * Waits for the next whole frame.
   *
   * @return its bytes, valid until the next call; null if the stream ended, even within a frame
   */
  byte[] next() throws IOException {
    filled = 0;
    while (true) {
      while (filled < frame.length) {
        if (!readSome()) {
          byte[] last = held; // nothing followed that would have made it longer
          held = null;
          return last;
        }
      }
      if (strideKnown || burst > LONGEST_BURST * paddedBytes() || !goesOn()) {
        held = null;
        return frame;
      }
      held = frame.clone(); // the end of the burst will tell whether the frame is longer
      filled = 0;
    }
  }

  /** Reads what there is. Returns false at the end of the stream. */
  private boolean readSome() throws IOException {
    long startNanos = clock.nanoTime();
    int count = in.read(frame, filled, frame.length - filled);
    if (count < 0) {
      return false;
    }
    int from = filled;
    filled += count;
    long pauseNanos = comesInPieces() ? LONG_PAUSE_NANOS : PAUSE_NANOS;
    if (clock.nanoTime() - startNanos >= pauseNanos) {
      burstEnded(from, count);
      burstBefore = burst;
      burst = 0;
    }
    burst += count;
    return true;
  }

  /** Whether more bytes follow at once. */
  private boolean goesOn() throws IOException {
    if (in.available() == 0) {
      clock.sleep(REST_MILLIS * 1_000_000L);
    }
    return in.available() > 0;
  }

  /**
   * A burst is over, and the next one has begun.
   *
   * @param from where in the frame the next burst begins
   * @param count how many of its bytes are there
   */
  private void burstEnded(int from, int count) {
    if (burst == 0) {
      return; // the wait for the first byte
    }
    if (!strideKnown && burst % paddedBytes() == 0 && burst % frame.length != 0) {
      paddedBursts++;
      if (burst == paddedBytes() || paddedBursts == PROOF) {
        recognisePadding(from, count);
      }
      return;
    }
    paddedBursts = 0;
    if (isPiece()) {
      return;
    }
    if (burst % frame.length == 0) {
      proofs = Math.min(PROOF, proofs + 1);
      strideKnown |= proofs == PROOF;
    } else if (proofs == PROOF) {
      proofs--; // a torn frame, or the writer was interrupted
    } else {
      tellMisfit();
    }
    shiftedBursts = from == 0 ? 0 : shiftedBursts + 1;
    int enough = comesInPieces() ? PROOF : 1;
    if (shiftedBursts >= enough && proofs >= PROOF - 1) {
      shiftedBursts = 0;
      startAgain(from, count);
      if (!outOfStepTold) {
        outOfStepTold = true;
        notice =
            Optional.of(
                String.format(
                    Locale.ROOT,
                    "the camera's output holds %d bytes that are no whole frame; they are left out",
                    from));
      }
    }
  }

  /** Whether the burst may be a piece of a frame, the rest of which is late. */
  private boolean isPiece() {
    return comesInPieces() && burst % frame.length != 0 && burst != burstBefore;
  }

  private boolean comesInPieces() {
    return frame.length > PIPE_BYTES;
  }

  private void recognisePadding(int from, int count) {
    byte[] begun = frame;
    use(settings.paddedStride());
    System.arraycopy(begun, from, frame, 0, count);
    filled = count;
    strideKnown = true;
    held = null;
    proofs = PROOF;
    notice =
        Optional.of(
            String.format(
                Locale.ROOT,
                ("the camera pads its rows of %d pixels to %d bytes; they are read so from now on"
                    + " (%s/%d in --sensor says it from the start)"),
                settings.format().width(),
                strideBytes,
                settings.layout().word(),
                strideBytes));
  }

  private void tellMisfit() {
    proofs = 0;
    if (!misfitTold && burst > frame.length) {
      misfitTold = true;
      notice =
          Optional.of(
              String.format(
                  Locale.ROOT,
                  ("the camera sends %d bytes at a time, but a frame of %dx%d %s has %d; check the"
                      + " size and the pixels in --sensor"),
                  burst,
                  settings.format().width(),
                  settings.format().height(),
                  settings.layout().word(),
                  frame.length));
    }
  }

  private void startAgain(int from, int count) {
    System.arraycopy(frame, from, frame, 0, count);
    filled = count;
  }
}
