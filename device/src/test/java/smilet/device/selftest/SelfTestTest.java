package smilet.device.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import org.junit.jupiter.api.Test;
import smilet.device.clock.Clock;
import smilet.device.sensor.Mounting;
import smilet.device.sensor.choice.PipeChoice;
import smilet.device.sensor.choice.SensorSettings;
import smilet.device.sensor.pipe.FrameLimits;
import smilet.device.sensor.pipe.PipeSettings;

class SelfTestTest {
  private static final long SECOND = 1_000_000_000L;

  /** A hundred times as fast as the system's, so that a slow camera does not make a slow test. */
  private static final Clock HURRIED =
      new Clock() {
        @Override
        public long nanoTime() {
          return System.nanoTime() * 100;
        }

        @Override
        public void sleepUntil(long deadlineNanos) {
          try {
            Thread.sleep(1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
      };

  @Test
  void aCameraMayTakeAsLongAsItsLimitsSay() {
    // By the clock above, the first frame comes after 20 s, and each of the others after 5 s.
    String slow = "sleep .2; while :; do printf '\\001\\002'; sleep .05; done";
    assertThat(trySensor(slow, new FrameLimits(3600 * SECOND, 3600 * SECOND)))
        .isEqualTo(new PartResult("sensor", true, "10 frames of 2x1 8 bit, pixels from 1 to 2"));
    assertThat(trySensor("exec sleep 1000", new FrameLimits(20 * SECOND, 3600 * SECOND)))
        .isEqualTo(
            new PartResult(
                "sensor",
                false,
                "the camera command sends no frames; ending it and starting it again"));
  }

  private static PartResult trySensor(String command, FrameLimits limits) {
    PipeSettings camera = PipeSettings.parse("2x1:grey8:" + command).within(limits);
    return new SelfTest(HURRIED)
        .trySensor(
            new SensorSettings(new PipeChoice(camera), Mounting.UPRIGHT, 0),
            null,
            InputStream.nullInputStream());
  }
}
