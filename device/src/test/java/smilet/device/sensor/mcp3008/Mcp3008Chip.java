package smilet.device.sensor.mcp3008;

import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiMode;
import smilet.device.sensor.wires.SpiChip;

/**
 * A model of the MCP3008 according to its data sheet, bit by bit: it waits for a start bit, reads
 * the mode (single-ended or differential) and three bits of channel, takes one clock to finish
 * sampling, and sends a null bit and ten bits of the value, highest first; then the same bits
 * again, lowest first, and zeros. Before the null bit the chip does not drive its output, and the
 * line floats.
 */
public final class Mcp3008Chip implements SpiChip {
  private final int[] levels = new int[8];

  /** How a line that nobody drives is read. */
  public boolean floatsHigh;

  /** Whether the data wire or the power is off, so that the line always floats. */
  public boolean disconnected;

  /** Whether the controller reports failed transfers. */
  public boolean failing;

  /** Sets the level at a channel's pin, 0 to 1023 of the reference. */
  public void level(int channel, int level) {
    levels[channel] = level;
  }

  @Override
  public void opened(SpiConfig config) {
    if (config.mode() != SpiMode.MODE_0 && config.mode() != SpiMode.MODE_3) {
      throw new AssertionError("the MCP3008 supports modes 0,0 and 1,1, not " + config.mode());
    }
    if (config.baud() > 1_350_000) {
      throw new AssertionError(
          "the MCP3008 at 2.7 V supports 1.35 MHz, not " + config.baud() + " Hz");
    }
  }

  @Override
  public int transfer(byte[] out, int outOffset, byte[] in, int inOffset, int count) {
    if (failing) {
      return -1;
    }
    int started = -1; // clock of the start bit
    int command = 0;
    byte[] answer = new byte[count];
    for (int clock = 0; clock < 8 * count; clock++) {
      int bitIn = out[outOffset + clock / 8] >> (7 - clock % 8) & 1;
      int since = started < 0 ? -1 : clock - started;
      int bitOut = disconnected || since < 6 ? (floatsHigh ? 1 : 0) : valueBit(command, since - 6);
      answer[clock / 8] |= (byte) (bitOut << (7 - clock % 8));
      if (started < 0 && bitIn == 1) {
        started = clock;
      } else if (since >= 1 && since <= 4) {
        command = command << 1 | bitIn;
      }
    }
    System.arraycopy(answer, 0, in, inOffset, count);
    return count;
  }

  /** Bit 0 is the null bit. */
  private int valueBit(int command, int bit) {
    int value = value(command);
    if (bit == 0) {
      return 0;
    }
    if (bit <= 10) {
      return value >> (10 - bit) & 1;
    }
    return bit < 20 ? value >> (bit - 10) & 1 : 0;
  }

  private int value(int command) {
    int channel = command & 0b111;
    boolean singleEnded = (command & 0b1000) != 0;
    return singleEnded ? levels[channel] : Math.max(0, levels[channel] - levels[channel ^ 1]);
  }
}
