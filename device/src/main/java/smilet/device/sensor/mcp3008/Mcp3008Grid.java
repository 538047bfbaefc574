package smilet.device.sensor.mcp3008;

import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import smilet.device.clock.Clock;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/** A 2x2, 2x4, 4x2 or 4x4 grid of light sensors on one or two {@link Mcp3008} chips. */
public final class Mcp3008Grid implements Sensor {
  /** How often a calibration reads each pixel: odd, so that there is a middle value. */
  private static final int ROUNDS = 31;

  private static final long BETWEEN_ROUNDS_NANOS = 20_000_000;

  private final FrameFormat format;
  private final List<Spi> buses;
  private final Mcp3008[] chips;
  private final int[] channels;
  private final Calibration calibration;
  private final Clock clock;

  private Mcp3008Grid(Wiring wiring, Calibration calibration, List<Spi> buses, Clock clock) {
    this.format = format(wiring);
    this.buses = buses;
    this.chips = new Mcp3008[buses.size()];
    for (int i = 0; i < chips.length; i++) {
      chips[i] = new Mcp3008(buses.get(i), "MCP3008 at /dev/spidev0." + i);
    }
    this.channels = wiring.channels().stream().mapToInt(Integer::intValue).toArray();
    this.calibration = calibration;
    this.clock = clock;
  }

  /** The format of the frames of a wiring. */
  public static FrameFormat format(Wiring wiring) {
    return new FrameFormat(wiring.width(), wiring.height(), 10);
  }

  /**
   * Opens the chips on bus 0: the first at CE0 and, if the wiring needs it, the second at CE1.
   *
   * @param calibration measured on this grid; if empty, the chip's whole range is used
   * @throws UserError if the calibration is for another number of pixels
   */
  public static Mcp3008Grid open(
      Context context, Wiring wiring, Optional<Calibration> calibration, Clock clock) {
    int pixels = wiring.channels().size();
    Calibration measured =
        calibration.orElseGet(() -> Calibration.nominal(pixels, wiring.inverted()));
    if (measured.dark().size() != pixels) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "the calibration is for %d pixels, but the grid has %d; run smilet-device calibrate"
                  + " again",
              measured.dark().size(),
              pixels));
    }
    List<Spi> buses = new ArrayList<>();
    for (int i = 0; i < wiring.chips(); i++) {
      buses.add(
          context.create(
              Spi.newConfigBuilder(context)
                  .id("mcp3008-" + i)
                  .bus(SpiBus.BUS_0)
                  .channel(i)
                  .mode(SpiMode.MODE_0)
                  .baud(Mcp3008.CLOCK_HZ)
                  .build()));
    }
    return new Mcp3008Grid(wiring, measured, buses, clock);
  }

  @Override
  public FrameFormat format() {
    return format;
  }

  @Override
  public boolean capture(Frame frame) throws SensorException {
    char[] pixels = frame.pixels();
    for (int i = 0; i < channels.length; i++) {
      pixels[i] = (char) calibration.brightness(i, reading(i));
    }
    frame.captureNanos(clock.nanoTime());
    return true;
  }

  /**
   * The medians of {@value #ROUNDS} readings per pixel, for calibrating; takes about {@value
   * #ROUNDS} x 20 ms.
   *
   * @return a value per pixel, row by row
   * @throws SensorException as {@link #capture} does
   */
  public List<Integer> medianReadings() throws SensorException {
    List<List<Integer>> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(readings());
      clock.sleep(BETWEEN_ROUNDS_NANOS);
    }
    List<Integer> medians = new ArrayList<>();
    for (int pixel = 0; pixel < channels.length; pixel++) {
      int index = pixel;
      medians.add(rounds.stream().map(round -> round.get(index)).sorted().toList().get(ROUNDS / 2));
    }
    return medians;
  }

  private List<Integer> readings() throws SensorException {
    List<Integer> readings = new ArrayList<>();
    for (int i = 0; i < channels.length; i++) {
      readings.add(reading(i));
    }
    return readings;
  }

  private int reading(int pixel) throws SensorException {
    int channel = channels[pixel];
    return chips[channel / Mcp3008.CHANNELS].convert(channel % Mcp3008.CHANNELS);
  }

  @Override
  public void close() {
    buses.forEach(Spi::close);
  }
}
