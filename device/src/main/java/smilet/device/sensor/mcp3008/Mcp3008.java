package smilet.device.sensor.mcp3008;

import com.pi4j.io.spi.Spi;
import smilet.device.sensor.SensorException;

/**
 * One MCP3008, an analogue-to-digital converter on SPI with 10 bits and 8 channels. A conversion is
 * one transfer of three bytes, during which the chip stays selected: it receives a start bit, the
 * mode "single-ended" and the channel, and sends a null bit and the value.
 */
final class Mcp3008 {
  static final int CHANNELS = 8;
  static final int FULL_SCALE = 1023;

  /** Safe at a Pi's 3.3 V: the data sheet allows 1.35 MHz at 2.7 V and 3.6 MHz at 5 V. */
  static final int CLOCK_HZ = 1_350_000;

  /** The bit before the value, in the second byte received. The chip pulls it to zero. */
  private static final int NULL_BIT = 0b100;

  private final Spi spi;
  private final String name;
  private final byte[] bytes = new byte[3];

  /**
   * @param spi in mode 0, at most {@value #CLOCK_HZ} Hz
   * @param name says in messages which chip it is and where it is connected
   */
  Mcp3008(Spi spi, String name) {
    this.spi = spi;
    this.name = name;
  }

  /**
   * Converts one channel.
   *
   * @return 0 to {@value #FULL_SCALE}
   * @throws SensorException if the transfer fails or no chip drives the data line
   */
  int convert(int channel) throws SensorException {
    bytes[0] = 1;
    bytes[1] = (byte) ((CHANNELS + channel) << 4);
    bytes[2] = 0;
    if (spi.transfer(bytes, 0, bytes, 0, bytes.length) < 0) {
      throw new SensorException(
          name + ": the SPI transfer failed; check that SPI is enabled and not used elsewhere");
    }
    if ((bytes[1] & NULL_BIT) != 0) {
      throw new SensorException(
          name + ": no chip answers; check its power and the wires MISO, CS and CLK");
    }
    // The bits above the null bit are undefined: nothing drives the line.
    return (bytes[1] & 0b11) << 8 | (bytes[2] & 0xff);
  }
}
