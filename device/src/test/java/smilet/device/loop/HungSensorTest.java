package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static smilet.device.loop.ScriptedSensor.pixel;
import static smilet.device.supply.BrightnessModel.SMILE;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import smilet.device.board.Board;
import smilet.device.clock.SteppedClock;
import smilet.device.indicator.Led;
import smilet.device.scene.WholeFrame;
import smilet.device.supply.BrightnessModel;
import smilet.device.supply.ModelHandover;

/** A sensor that hangs stops the loop; everything else must work without it. */
final class HungSensorTest {
  private static final int GOOD_FRAMES = 5;

  private final SteppedClock clock = new SteppedClock();
  private final Context board = Board.MOCK.open();
  private final Led led = Led.open(board, 17, OptionalInt.of(0));
  private final ModelHandover models = new ModelHandover(BrightnessModel.loaded(0));
  private final Statistics statistics = new Statistics();
  private final AtomicInteger pings = new AtomicInteger();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  private Thread startLoopThatHangs() throws InterruptedException {
    ScriptedSensor sensor =
        new ScriptedSensor(
            clock,
            n -> {
              if (n == GOOD_FRAMES) {
                hang();
              }
              return pixel(SMILE);
            });
    SmileLoop loop =
        new SmileLoop(
            clock,
            30,
            sensor,
            new WholeFrame(),
            models,
            1,
            List.of(led),
            statistics,
            now -> pings.incrementAndGet());
    Thread thread =
        Thread.ofPlatform().daemon().start(() -> loop.run(GOOD_FRAMES + 1, Long.MAX_VALUE));
    assertThat(hangs.await(60, TimeUnit.SECONDS)).as("the sensor was reached").isTrue();
    return thread;
  }

  /** Hangs as a driver does in a system call: no interrupt ends it. */
  private void hang() {
    hangs.countDown();
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException ignored) {
        // keeps hanging
      }
    }
  }

  @Test
  void theWatchdogIsNotPingedAnyMore() throws InterruptedException {
    Thread loop = startLoopThatHangs();
    assertThat(pings).as("one per frame, none from another thread").hasValue(GOOD_FRAMES);
    release.countDown();
    loop.join();
    board.shutdown();
  }

  @Test
  void outputsGoOffFromAnotherThreadAndStayOff() throws InterruptedException {
    Thread loop = startLoopThatHangs();
    DigitalOutput pin = board.io("led");
    Pwm brightness = board.io("brightness");
    assertThat(pin.state()).isEqualTo(DigitalState.HIGH);
    assertThat(brightness.isOn()).isTrue();

    led.off();

    assertThat(pin.state()).isEqualTo(DigitalState.LOW);
    assertThat(brightness.isOn()).isFalse();
    release.countDown(); // the sensor works again, and sees a smile
    loop.join();
    assertThat(statistics.summary().readingCount()).isEqualTo(GOOD_FRAMES + 1);
    assertThat(pin.state()).isEqualTo(DigitalState.LOW);
    assertThat(brightness.isOn()).isFalse();
    board.shutdown();
  }

  @Test
  void statisticsStillGiveASummary() throws InterruptedException {
    Thread loop = startLoopThatHangs();
    assertThat(statistics.summary().readingCount()).isEqualTo(GOOD_FRAMES);
    release.countDown();
    loop.join();
    board.shutdown();
  }
}
