package smilet.device.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

class WatchedSensorTest {
  private static final FrameFormat FORMAT = new FrameFormat(4, 2, 10);

  /** Ten frames per second; a picture may look broken for one second. */
  private static final long PERIOD_NANOS = 100_000_000;

  private final Random random = new Random(1);
  private final Scene scene = new Scene();
  private final WatchedSensor watched = new WatchedSensor(scene, 1_000_000_000, true);
  private final Frame frame = new Frame(FORMAT);

  @Test
  void aNoisyPictureIsPassedOnUnchanged() throws SensorException {
    for (int i = 0; i < 100; i++) {
      noise(200, 800);
      capture();
      assertThat(frame.pixels()).isEqualTo(scene.pixels);
    }
  }

  @Test
  void allDarkAndAllBrightBecomeFaultsAndEndByThemselves() throws SensorException {
    for (int value : new int[] {0, 1023}) {
      noise(200, 800);
      capture();
      Arrays.fill(scene.pixels, (char) value);
      for (int i = 0; i < 10; i++) {
        capture();
      }
      String where = value == 0 ? "stuck at 0" : "stuck at full scale";
      assertThatThrownBy(this::capture).hasMessageContaining("every pixel is " + where);
      assertThatThrownBy(this::capture).hasMessageContaining("every pixel is " + where);
      noise(200, 800);
      capture();
    }
  }

  @Test
  void aCamerasBlackBarsAndBrightWindowAreNoFault() throws SensorException {
    WatchedSensor camera = new WatchedSensor(scene, 1_000_000_000, false);
    for (int i = 0; i < 200; i++) {
      noise(200, 800);
      scene.pixels[0] = 0;
      scene.pixels[1] = 1023;
      frame.captureNanos(i * PERIOD_NANOS);
      assertThat(camera.capture(frame)).isTrue();
    }
  }

  @Test
  void aPictureThatStaysExactlyTheSameIsAFaultAndOneBitOfNoiseEndsIt() throws SensorException {
    noise(200, 800);
    for (int i = 0; i < 40; i++) {
      scene.pixels[3] = (char) (scene.pixels[3] ^ 1);
      capture();
    }
    for (int i = 0; i < 9; i++) {
      capture();
    }
    assertThatThrownBy(this::capture)
        .hasMessage("the picture has not changed in any bit for 1.0 s; check the sensor");
    scene.pixels[3] = (char) (scene.pixels[3] ^ 1);
    capture();
  }

  @Test
  void aStuckPixelAmongChangingOnesIsNamed() throws SensorException {
    for (int i = 0; i < 41; i++) {
      noise(200, 800);
      scene.pixels[6] = 1023;
      if (i < 40) {
        capture();
      }
    }
    assertThatThrownBy(this::capture)
        .hasMessage("pixel (2, 1) is stuck at full scale while others change; check its wire");
    noise(200, 800);
    capture();
  }

  @Test
  void afterAFaultOfTheSensorAllTimesStartAgain() throws SensorException {
    noise(200, 800);
    capture();
    scene.fault = true;
    assertThatThrownBy(this::capture).hasMessage("unplugged");
    scene.fault = false;
    scene.nanos += 3_600_000_000_000L;
    capture(); // the same picture, an hour later
  }

  private void noise(int from, int to) {
    for (int i = 0; i < scene.pixels.length; i++) {
      scene.pixels[i] = (char) random.nextInt(from, to);
    }
  }

  private void capture() throws SensorException {
    scene.nanos += PERIOD_NANOS;
    assertThat(watched.capture(frame)).isTrue();
  }

  private static final class Scene implements Sensor {
    final char[] pixels = new char[FORMAT.pixelCount()];
    long nanos;
    boolean fault;

    @Override
    public FrameFormat format() {
      return FORMAT;
    }

    @Override
    public boolean capture(Frame frame) throws SensorException {
      if (fault) {
        throw new SensorException("unplugged");
      }
      System.arraycopy(pixels, 0, frame.pixels(), 0, pixels.length);
      frame.captureNanos(nanos);
      return true;
    }

    @Override
    public void close() {}
  }
}
