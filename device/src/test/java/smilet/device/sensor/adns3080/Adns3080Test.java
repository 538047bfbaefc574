package smilet.device.sensor.adns3080;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smilet.device.clock.SteppedClock;
import smilet.device.sensor.SensorException;
import smilet.device.sensor.wires.SpiWires;
import smilet.shared.frame.Frame;

/** The driver with a model of the chip; the pins are Pi4J's mocks. */
class Adns3080Test {
  private final SteppedClock clock = new SteppedClock();
  private final Adns3080Chip chip = new Adns3080Chip(clock);
  private final Context context = SpiWires.connect(chip);
  private final Adns3080 sensor = Adns3080.open(context, 25, 24, clock);
  private final Frame frame = new Frame(sensor.format());

  Adns3080Test() {
    chip.connect(output("adns3080-select"), output("adns3080-reset"));
    for (int i = 0; i < chip.picture.length; i++) {
      chip.picture[i] = (i * 7 + i / 30) % 64;
    }
  }

  @AfterEach
  void shutDown() {
    context.shutdown();
  }

  @Test
  void nineHundredPixelsComeRowByRow() throws SensorException {
    assertThat(sensor.capture(frame)).isTrue();
    assertPicture();
    assertThat(chip.resets).isEqualTo(1);
  }

  @Test
  void framesFollowOneAnotherWithoutAReset() throws SensorException {
    for (int round = 0; round < 5; round++) {
      chip.picture[round] = 63;
      sensor.capture(frame);
      assertPicture();
    }
    assertThat(chip.resets).isEqualTo(1);
  }

  @Test
  void bytesBeforeTheFirstPixelAreSkipped() throws SensorException {
    chip.bytesBeforeFirstPixel = 99;
    sensor.capture(frame);
    assertPicture();
  }

  @Test
  void aFrameWithoutAFirstPixelIsAFaultAndTheNextCaptureResetsTheChip() throws SensorException {
    chip.neverMarks = true;
    assertFault("ADNS-3080: there is no first pixel within 100 bytes");
    chip.neverMarks = false;
    sensor.capture(frame);
    assertPicture();
    assertThat(chip.resets).isEqualTo(2);
  }

  @Test
  void aNewFrameBeforeTheEndOfTheLastOneIsAFault() throws SensorException {
    chip.restartsAtPixel = 450;
    assertFault("ADNS-3080: a new frame began before the end of the last one");
    chip.restartsAtPixel = -1;
    sensor.capture(frame);
    assertPicture();
  }

  @Test
  void wrongProductIdIsReportedUntilTheRightChipAnswers() throws SensorException {
    chip.productId = 0x42;
    assertFault("ADNS-3080: the product id is 0x42 instead of 0x17");
    assertFault("ADNS-3080: the product id is 0x42 instead of 0x17");
    chip.productId = 0x17;
    sensor.capture(frame);
    assertPicture();
  }

  @Test
  void anUnpluggedSensorIsReportedForBothLevelsOfTheLineAndRecoversByItself()
      throws SensorException {
    sensor.capture(frame);
    chip.unpowered = true;
    assertFault("no first pixel");
    assertFault("product id is 0x00");
    chip.floatsHigh = true;
    assertFault("product id is 0xff");
    chip.unpowered = false;
    sensor.capture(frame);
    assertPicture();
  }

  @Test
  void aLineThatIsStuckHighIsReportedDuringOperationToo() throws SensorException {
    sensor.capture(frame);
    chip.unpowered = true;
    chip.floatsHigh = true;
    assertFault("a new frame began before the end of the last one");
  }

  @Test
  void failedTransferIsReportedAndTheSelectLineGoesUp() throws SensorException {
    chip.failing = true;
    assertFault("ADNS-3080: the SPI transfer failed");
    assertThat(output("adns3080-select").isHigh()).isTrue();
    chip.failing = false;
    sensor.capture(frame);
    assertPicture();
  }

  private void assertFault(String message) {
    assertThatThrownBy(() -> sensor.capture(frame))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining(message);
  }

  private void assertPicture() {
    for (int i = 0; i < chip.picture.length; i++) {
      assertThat(frame.pixel(i % 30, i / 30)).isEqualTo(chip.picture[i]);
    }
  }

  private DigitalOutput output(String id) {
    return context.registry().get(id);
  }
}
