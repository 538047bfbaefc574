package smilet.device.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import smilet.device.sensor.Mounting.Crop;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

class MountedSensorTest {
  /** The sensor's picture: ABC above DEF. */
  private static final FrameFormat FORMAT = new FrameFormat(3, 2, 8);

  @Test
  void quarterTurnsAreClockwise() throws SensorException {
    assertThat(seen(new Mounting(0, false, Crop.WHOLE))).isEqualTo("ABC/DEF");
    assertThat(seen(new Mounting(90, false, Crop.WHOLE))).isEqualTo("DA/EB/FC");
    assertThat(seen(new Mounting(180, false, Crop.WHOLE))).isEqualTo("FED/CBA");
    assertThat(seen(new Mounting(270, false, Crop.WHOLE))).isEqualTo("CF/BE/AD");
  }

  @Test
  void mirrorSwapsLeftAndRightOfTheTurnedPicture() throws SensorException {
    assertThat(seen(new Mounting(0, true, Crop.WHOLE))).isEqualTo("CBA/FED");
    assertThat(seen(new Mounting(90, true, Crop.WHOLE))).isEqualTo("AD/BE/CF");
  }

  @Test
  void cropIsTakenFromTheUprightPicture() throws SensorException {
    assertThat(seen(new Mounting(0, false, new Crop(1, 0, 2, 1)))).isEqualTo("BC");
    assertThat(seen(new Mounting(90, true, new Crop(1, 1, 1, 2)))).isEqualTo("E/F");
  }

  @Test
  void cropOutsideThePictureIsRefused() {
    Mounting mounting = new Mounting(90, false, new Crop(1, 0, 2, 1));
    assertThatThrownBy(() -> new MountedSensor(new Letters(), mounting))
        .hasMessage("crop 2x1+1+0 does not lie within the upright picture of 2x3");
  }

  @Test
  void aCropIsParsedAndAWrongOneIsRefusedWithTheRightForm() {
    assertThat(Crop.parse("40x30+12+4")).isEqualTo(new Crop(12, 4, 40, 30));
    for (String bad : new String[] {"", "40x30", "40x30+1", "ax3+1+1", "40x30-1-1", "1x1+1+1+1"}) {
      assertThatThrownBy(() -> Crop.parse(bad))
          .hasMessageContaining("a crop must have the form WIDTHxHEIGHT+X+Y");
    }
    assertThatThrownBy(() -> new Mounting(45, false, Crop.WHOLE))
        .hasMessage("rotate must be 0, 90, 180 or 270 degrees, was 45");
  }

  @Test
  void noNewFrameAndTheCaptureTimeArePassedOn() throws SensorException {
    Letters letters = new Letters();
    MountedSensor mounted = new MountedSensor(letters, Mounting.UPRIGHT);
    Frame frame = new Frame(mounted.format());
    mounted.capture(frame);
    assertThat(frame.captureNanos()).isEqualTo(42);
    letters.absent = true;
    assertThat(mounted.capture(frame)).isFalse();
  }

  private static String seen(Mounting mounting) throws SensorException {
    MountedSensor mounted = new MountedSensor(new Letters(), mounting);
    Frame frame = new Frame(mounted.format());
    mounted.capture(frame);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < frame.pixels().length; i++) {
      text.append(i > 0 && i % mounted.format().width() == 0 ? "/" : "").append(frame.pixels()[i]);
    }
    return text.toString();
  }

  private static final class Letters implements Sensor {
    boolean absent;

    @Override
    public FrameFormat format() {
      return FORMAT;
    }

    @Override
    public boolean capture(Frame frame) {
      for (int i = 0; i < 6; i++) {
        frame.pixels()[i] = (char) ('A' + i);
      }
      frame.captureNanos(42);
      return !absent;
    }

    @Override
    public void close() {}
  }
}
