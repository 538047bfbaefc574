package smilet.device.sensor.adns3080;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiMode;
import smilet.device.clock.Clock;
import smilet.device.sensor.wires.SpiChip;

/**
 * A model of the ADNS-3080 according to its data sheet, byte by byte and with the times between
 * them: it listens while its select line is low, sends a register 75 us after its address, needs 50
 * us to store one, captures a frame in 1.5 ms and sends it pixel by pixel, 10 us apart, the first
 * one marked. If a driver is too fast, the model throws an AssertionError; the real chip would send
 * undefined values.
 */
final class Adns3080Chip implements SpiChip {
  /** The picture in front of the chip, row by row, 6 bits per pixel. */
  final int[] picture = new int[900];

  int productId = 0x17;
  boolean failing;
  boolean unpowered;
  boolean floatsHigh;
  boolean neverMarks;
  int bytesBeforeFirstPixel;
  int restartsAtPixel = -1;

  /** How often the chip was reset. */
  int resets;

  private final Clock clock;
  private boolean selected;
  private boolean resetHigh;
  private long resetRoseNanos;
  private long readyNanos;
  private long deselectedNanos = Long.MIN_VALUE;
  private long lastByteNanos;
  private State state = State.ADDRESS;
  private int register;
  private long capturedNanos = Long.MAX_VALUE;
  private boolean captured;
  private boolean afterBurst;
  private int burstIndex;

  private enum State {
    ADDRESS,
    READ,
    WRITE,
    BURST
  }

  Adns3080Chip(Clock clock) {
    this.clock = clock;
  }

  /** Connects the select and reset pins to the board's outputs. */
  void connect(DigitalOutput select, DigitalOutput reset) {
    select.addListener(event -> select(event.state().isLow()));
    reset.addListener(event -> reset(event.state().isHigh()));
  }

  private void select(boolean low) {
    if (low && !selected) {
      if (afterBurst && clock.nanoTime() - deselectedNanos < 14_000) {
        throw new AssertionError("selected again within 14 us of a burst");
      }
      afterBurst = false;
      state = State.ADDRESS;
    } else if (!low && selected) {
      deselectedNanos = clock.nanoTime();
      afterBurst = state == State.BURST;
    }
    selected = low;
  }

  private void reset(boolean high) {
    if (high && !resetHigh) {
      resetRoseNanos = clock.nanoTime();
    } else if (!high && resetHigh) {
      if (clock.nanoTime() - resetRoseNanos < 10_000) {
        throw new AssertionError("reset was high for less than 10 us");
      }
      readyNanos = clock.nanoTime() + 35_000_000;
      captured = false;
      resets++;
    }
    resetHigh = high;
  }

  @Override
  public void opened(SpiConfig config) {
    if (config.mode() != SpiMode.MODE_3) {
      throw new AssertionError("ADNS-3080 speaks mode 3, not " + config.mode());
    }
    if (config.baud() > 2_000_000) {
      throw new AssertionError("ADNS-3080 follows 2 MHz, not " + config.baud() + " Hz");
    }
  }

  @Override
  public int transfer(byte[] out, int outOffset, byte[] in, int inOffset, int count) {
    if (failing) {
      return -1;
    }
    if (count != 1) {
      throw new AssertionError("bytes without a gap between them: " + count);
    }
    boolean listens = selected && !unpowered && !resetHigh;
    in[inOffset] = (byte) (listens ? exchange(out[outOffset] & 0xff) : floatsHigh ? 0xff : 0);
    lastByteNanos = clock.nanoTime();
    return 1;
  }

  private int exchange(int value) {
    if (clock.nanoTime() < readyNanos) {
      throw new AssertionError("spoken to within 35 ms of a reset");
    }
    long gapNanos = clock.nanoTime() - lastByteNanos;
    return switch (state) {
      case ADDRESS -> {
        register = value & 0x7f;
        state = (value & 0x80) != 0 ? State.WRITE : register == 0x40 ? State.BURST : State.READ;
        if (state == State.BURST) {
          requireCaptured();
          burstIndex = -bytesBeforeFirstPixel;
        }
        yield 0;
      }
      case READ -> {
        requireGap(gapNanos, 75_000, "reading a register");
        state = State.ADDRESS;
        yield register == 0 ? productId : 0;
      }
      case WRITE -> {
        if (register == 0x13) {
          captured = value == 0x83;
          capturedNanos = clock.nanoTime();
        }
        state = State.ADDRESS;
        yield 0;
      }
      case BURST -> {
        int index = burstIndex++;
        boolean first = index == -bytesBeforeFirstPixel;
        requireGap(gapNanos, first ? 50_000 : 10_000, "reading a pixel");
        yield pixel(index);
      }
    };
  }

  private int pixel(int index) {
    if (index < 0 || index >= picture.length) {
      return 0;
    }
    boolean marked = (index == 0 || index == restartsAtPixel) && !neverMarks;
    // The highest bit is undefined; a driver must ignore it.
    return 0x80 | (marked ? 0x40 : 0) | picture[index];
  }

  private void requireCaptured() {
    if (!captured || clock.nanoTime() - capturedNanos < 1_500_000) {
      throw new AssertionError("burst before a frame was captured");
    }
  }

  private static void requireGap(long gapNanos, long leastNanos, String when) {
    if (gapNanos < leastNanos) {
      throw new AssertionError("only " + gapNanos + " ns before " + when + ", needs " + leastNanos);
    }
  }
}
