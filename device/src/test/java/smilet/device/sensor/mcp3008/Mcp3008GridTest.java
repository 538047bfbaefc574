package smilet.device.sensor.mcp3008;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.context.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.clock.SteppedClock;
import smilet.device.sensor.SensorException;
import smilet.device.sensor.wires.SpiWires;
import smilet.shared.frame.Frame;

/** The driver with a model of the chip behind Pi4J's SPI interface. */
class Mcp3008GridTest {
  private final Mcp3008Chip first = new Mcp3008Chip();
  private final Mcp3008Chip second = new Mcp3008Chip();
  private final SteppedClock clock = new SteppedClock();

  @Test
  void sixteenPixelsComeFromTwoChipsInOrder() throws SensorException {
    for (int i = 0; i < 8; i++) {
      first.level(i, 100 + i);
      second.level(i, 1023 - i);
    }
    Frame frame = capture(Wiring.inOrder(4, 4, false));
    assertThat(frame.format()).hasToString("4x4 10 bit");
    for (int i = 0; i < 8; i++) {
      assertThat(frame.pixel(i % 4, i / 4)).isEqualTo(100 + i);
      assertThat(frame.pixel(i % 4, 2 + i / 4)).isEqualTo(1023 - i);
    }
    assertThat(frame.captureNanos()).isEqualTo(clock.nanoTime());
  }

  @Test
  void everyValueIsReadForBothLevelsOfAFloatingLine() throws SensorException {
    for (boolean floatsHigh : new boolean[] {false, true}) {
      first.floatsHigh = floatsHigh;
      Context context = SpiWires.connect(first);
      Mcp3008Grid grid =
          Mcp3008Grid.open(context, Wiring.inOrder(2, 2, false), Optional.empty(), clock);
      Frame frame = new Frame(grid.format());
      for (int value = 0; value < 1024; value++) {
        first.level(2, value);
        grid.capture(frame);
        assertThat(frame.pixel(0, 1)).isEqualTo(value);
      }
      context.shutdown();
    }
  }

  @Test
  void channelsAreMappedToPixels() throws SensorException {
    for (int i = 0; i < 8; i++) {
      first.level(i, 10 * i);
    }
    Frame frame = capture(new Wiring(2, 2, List.of(7, 0, 5, 3), false));
    assertThat(frame.pixels()).containsExactly((char) 70, (char) 0, (char) 50, (char) 30);
  }

  @Test
  void invertedWiringMakesLowVoltageBright() throws SensorException {
    first.level(0, 1023);
    first.level(1, 0);
    first.level(2, 1000);
    first.level(3, 23);
    Frame frame = capture(Wiring.inOrder(2, 2, true));
    assertThat(frame.pixels()).containsExactly((char) 0, (char) 1023, (char) 23, (char) 1000);
  }

  @Test
  void calibrationScalesEachPixelBetweenItsOwnDarkAndBright() throws SensorException {
    Calibration calibration =
        new Calibration(List.of(100, 900, 0, 512), List.of(300, 100, 1023, 1023));
    first.level(0, 200);
    first.level(1, 500);
    first.level(2, 77);
    first.level(3, 100); // darker than the calibration
    Context context = SpiWires.connect(first);
    Mcp3008Grid grid =
        Mcp3008Grid.open(context, Wiring.inOrder(2, 2, false), Optional.of(calibration), clock);
    Frame frame = new Frame(grid.format());
    grid.capture(frame);
    // (200-100)/200 and (500-900)/-800 of 1023, halves rounded up.
    assertThat(frame.pixels()).containsExactly((char) 512, (char) 512, (char) 77, (char) 0);
    context.shutdown();
  }

  @Test
  void nominalCalibrationChangesNothing() {
    Calibration upright = Calibration.nominal(1, false);
    Calibration inverted = Calibration.nominal(1, true);
    for (int reading = 0; reading < 1024; reading++) {
      assertThat(upright.brightness(0, reading)).isEqualTo(reading);
      assertThat(inverted.brightness(0, reading)).isEqualTo(1023 - reading);
    }
  }

  @Test
  void calibrationIsReadBackAndADamagedFileIsRefusedWithItsLine(@TempDir Path folder)
      throws Exception {
    Calibration calibration = new Calibration(List.of(1, 2), List.of(800, 900));
    Path file = folder.resolve("calibration.toml");
    Files.writeString(file, calibration.toToml());
    assertThat(Calibration.read(file)).isEqualTo(calibration);
    Files.writeString(file, "dark = [1,\nbright = [2]");
    assertThatThrownBy(() -> Calibration.read(file)).hasMessageContaining("calibration.toml, line");
    Files.writeString(file, "dark = [1]");
    assertThatThrownBy(() -> Calibration.read(file))
        .hasMessageContaining("there is no list named \"bright\"");
    Files.writeString(file, "dark = [1]\nbright = [9]");
    assertThatThrownBy(() -> Calibration.read(file))
        .hasMessageContaining("pixel 0 reads 1 in the dark and 9 in the light");
    Files.writeString(file, "dark = [1]\nbright = [99999999999]");
    assertThatThrownBy(() -> Calibration.read(file)).hasMessageContaining("must be 0 to 1023");
  }

  @Test
  void failedTransferIsReportedAndTheNextFrameRecovers() throws SensorException {
    Context context = SpiWires.connect(first);
    Mcp3008Grid grid =
        Mcp3008Grid.open(context, Wiring.inOrder(2, 2, false), Optional.empty(), clock);
    Frame frame = new Frame(grid.format());
    first.failing = true;
    assertThatThrownBy(() -> grid.capture(frame))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("MCP3008 at /dev/spidev0.0: the SPI transfer failed");
    first.failing = false;
    first.level(0, 9);
    assertThat(grid.capture(frame)).isTrue();
    assertThat(frame.pixel(0, 0)).isEqualTo(9);
    context.shutdown();
  }

  @Test
  void aLooseDataWireThatFloatsHighIsNoticed() {
    second.disconnected = true;
    second.floatsHigh = true;
    assertThatThrownBy(() -> capture(Wiring.inOrder(4, 4, false)))
        .hasMessageContaining("MCP3008 at /dev/spidev0.1: no chip answers");
  }

  @Test
  void impossibleWiringIsRefusedWithTheRule() {
    assertThatThrownBy(() -> Wiring.inOrder(3, 3, false))
        .hasMessage("a grid on MCP3008 must be 2x2, 2x4, 4x2 or 4x4, was 3x3");
    assertThatThrownBy(() -> new Wiring(2, 2, List.of(0, 1, 2), false))
        .hasMessage("a 2x2 grid needs 4 channels, was given 3");
    assertThatThrownBy(() -> new Wiring(2, 2, List.of(0, 1, 2, 2), false))
        .hasMessage("each channel must be used once only, were [0, 1, 2, 2]");
    assertThatThrownBy(() -> new Wiring(2, 2, List.of(0, 1, 2, 16), false))
        .hasMessage("a channel must be 0 to 15, was 16");
    Context context = SpiWires.connect(first);
    List<Integer> eight = IntStream.range(0, 8).boxed().toList();
    Calibration foreign = new Calibration(eight, Collections.nCopies(8, 500));
    assertThatThrownBy(
            () ->
                Mcp3008Grid.open(context, Wiring.inOrder(2, 2, false), Optional.of(foreign), clock))
        .hasMessage(
            "the calibration is for 8 pixels, but the grid has 4; run smilet-device calibrate again");
    context.shutdown();
  }

  private Frame capture(Wiring wiring) throws SensorException {
    Context context = SpiWires.connect(first, second);
    try {
      Mcp3008Grid grid = Mcp3008Grid.open(context, wiring, Optional.empty(), clock);
      Frame frame = new Frame(grid.format());
      assertThat(grid.capture(frame)).isTrue();
      return frame;
    } finally {
      context.shutdown();
    }
  }
}
