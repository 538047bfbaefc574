package smilet.device.sensor.wires;

import com.pi4j.io.spi.SpiConfig;

/** A model of a chip with the behaviour of its SPI pins. */
public interface SpiChip {
  /** Gets the controller's settings once; refuses those that the chip does not support. */
  void opened(SpiConfig config);

  /**
   * One transfer, chip select low from its first bit to its last.
   *
   * @return bytes transferred, or negative if the controller reports a failure
   */
  int transfer(byte[] out, int outOffset, byte[] in, int inOffset, int count);
}
