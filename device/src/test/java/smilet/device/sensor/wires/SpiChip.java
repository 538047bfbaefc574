package smilet.device.sensor.wires;

import com.pi4j.io.spi.SpiConfig;

/** A model of a chip, seen from its SPI pins. */
public interface SpiChip {
  /** Told once how the controller will talk; refuses what the chip could not follow. */
  void opened(SpiConfig config);

  /**
   * One transfer, chip select low from its first bit to its last.
   *
   * @return bytes transferred, or negative where the controller reports a failure
   */
  int transfer(byte[] out, int outOffset, byte[] in, int inOffset, int count);
}
