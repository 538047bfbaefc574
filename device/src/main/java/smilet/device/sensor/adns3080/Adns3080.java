package smilet.device.sensor.adns3080;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiMode;
import java.util.Locale;
import smilet.device.clock.Clock;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * An ADNS-3080 on SPI. The chip needs pauses between bytes while it stays selected, so its select
 * line is a separate GPIO output instead of the controller's, and every byte is a separate
 * transfer: a frame is about 900 transfers, which a Pi does about 20 times per second.
 *
 * <p>After a fault the next capture first resets the chip and checks its identity, so that a sensor
 * that was unplugged and plugged in again recovers by itself.
 */
public final class Adns3080 implements Sensor {
  /** The format of every frame. */
  public static final FrameFormat FORMAT = new FrameFormat(30, 30, 6);

  /** The chip allows 2 MHz; this speed is known to work on a Pi. */
  private static final int CLOCK_HZ = 500_000;

  private static final int PRODUCT_ID = 0x00;
  private static final int CONFIGURATION = 0x0a;
  private static final int FRAME_CAPTURE = 0x13;
  private static final int PIXEL_BURST = 0x40;
  private static final int WRITE = 0x80;

  private static final int EXPECTED_PRODUCT_ID = 0x17;

  /** 1600 counts per inch, and the LED always on: the chip never sleeps. */
  private static final int AWAKE = 0x19;

  private static final int CAPTURE_COMMAND = 0x83;
  private static final int FIRST_PIXEL = 0x40;
  private static final int PIXEL = 0x3f;
  private static final int MOST_BYTES_BEFORE_FIRST_PIXEL = 100;

  private static final long RESET_PULSE_NANOS = 10_000;
  private static final long AFTER_RESET_NANOS = 35_000_000;
  private static final long BEFORE_READ_NANOS = 75_000;
  private static final long AFTER_WRITE_NANOS = 50_000;
  private static final long EXPOSURE_NANOS = 1_510_000;
  private static final long BEFORE_BURST_NANOS = 50_000;
  private static final long BETWEEN_PIXELS_NANOS = 10_000;
  private static final long AFTER_BURST_NANOS = 14_000;

  private final Spi spi;
  private final DigitalOutput select;
  private final DigitalOutput reset;
  private final Clock clock;
  private final byte[] out = new byte[1];
  private final byte[] in = new byte[1];
  private boolean started;

  /**
   * @param spi in mode 3, at most 2 MHz
   * @param select the chip's NCS, high while idle
   * @param reset the chip's RESET, low during operation
   */
  Adns3080(Spi spi, DigitalOutput select, DigitalOutput reset, Clock clock) {
    this.spi = spi;
    this.select = select;
    this.reset = reset;
    this.clock = clock;
  }

  /**
   * Opens the chip on bus 0.
   *
   * @param selectPin GPIO number (BCM) wired to NCS
   * @param resetPin GPIO number (BCM) wired to RESET
   */
  public static Adns3080 open(Context context, int selectPin, int resetPin, Clock clock) {
    Spi spi =
        context.create(
            Spi.newConfigBuilder(context)
                .id("adns3080")
                .bus(SpiBus.BUS_0)
                .channel(0)
                .mode(SpiMode.MODE_3)
                .baud(CLOCK_HZ)
                .build());
    DigitalOutput select = output(context, "adns3080-select", selectPin, DigitalState.HIGH);
    DigitalOutput reset = output(context, "adns3080-reset", resetPin, DigitalState.LOW);
    return new Adns3080(spi, select, reset, clock);
  }

  private static DigitalOutput output(Context context, String id, int pin, DigitalState idle) {
    return context.create(
        DigitalOutput.newConfigBuilder(context)
            .id(id)
            .address(pin)
            .initial(idle)
            .shutdown(idle)
            .build());
  }

  @Override
  public FrameFormat format() {
    return FORMAT;
  }

  @Override
  public boolean capture(Frame frame) throws SensorException {
    try {
      if (!started) {
        start();
      }
      started = false; // until this capture has succeeded
      write(FRAME_CAPTURE, CAPTURE_COMMAND);
      clock.sleep(EXPOSURE_NANOS);
      frame.captureNanos(clock.nanoTime());
      readBurst(frame.pixels());
      started = true;
      return true;
    } finally {
      select.high();
      clock.sleep(AFTER_BURST_NANOS);
    }
  }

  private void start() throws SensorException {
    reset.high();
    clock.sleep(RESET_PULSE_NANOS);
    reset.low();
    clock.sleep(AFTER_RESET_NANOS);
    int product = read(PRODUCT_ID);
    if (product != EXPECTED_PRODUCT_ID) {
      throw new SensorException(
          String.format(
              Locale.ROOT,
              "ADNS-3080: the product id is 0x%02x instead of 0x%02x; check power, MISO, MOSI,"
                  + " SCLK, NCS and RESET",
              product,
              EXPECTED_PRODUCT_ID));
    }
    write(CONFIGURATION, AWAKE);
  }

  private void readBurst(char[] pixels) throws SensorException {
    select.low();
    exchange(PIXEL_BURST);
    clock.sleep(BEFORE_BURST_NANOS);
    int value = exchange(0);
    for (int skipped = 1; (value & FIRST_PIXEL) == 0; skipped++) {
      if (skipped == MOST_BYTES_BEFORE_FIRST_PIXEL) {
        throw new SensorException(
            String.format(
                Locale.ROOT,
                "ADNS-3080: there is no first pixel within %d bytes; check MISO and that nothing"
                    + " else uses the bus",
                MOST_BYTES_BEFORE_FIRST_PIXEL));
      }
      clock.sleep(BETWEEN_PIXELS_NANOS);
      value = exchange(0);
    }
    pixels[0] = (char) (value & PIXEL);
    for (int i = 1; i < pixels.length; i++) {
      clock.sleep(BETWEEN_PIXELS_NANOS);
      value = exchange(0);
      if ((value & FIRST_PIXEL) != 0) {
        throw new SensorException(
            "ADNS-3080: a new frame began before the end of the last one; check MISO and SCLK for"
                + " noise");
      }
      pixels[i] = (char) (value & PIXEL);
    }
  }

  private int read(int register) throws SensorException {
    select.low();
    try {
      exchange(register);
      clock.sleep(BEFORE_READ_NANOS);
      return exchange(0);
    } finally {
      select.high();
    }
  }

  private void write(int register, int value) throws SensorException {
    select.low();
    try {
      exchange(register | WRITE);
      exchange(value);
      clock.sleep(AFTER_WRITE_NANOS);
    } finally {
      select.high();
    }
  }

  private int exchange(int value) throws SensorException {
    out[0] = (byte) value;
    if (spi.transfer(out, 0, in, 0, 1) < 0) {
      throw new SensorException(
          "ADNS-3080: the SPI transfer failed; check that SPI is enabled and not used elsewhere");
    }
    return in[0] & 0xff;
  }

  @Override
  public void close() {
    spi.close();
  }
}
