package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static smilet.device.loop.ScriptedSensor.pixel;
import static smilet.device.supply.BrightnessModel.NO_SMILE;
import static smilet.device.supply.BrightnessModel.SMILE;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smilet.device.board.Board;
import smilet.device.clock.SteppedClock;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.Led;
import smilet.device.indicator.Reading;
import smilet.device.loop.ScriptedSensor.Event;
import smilet.device.scene.WholeFrame;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.pipe.FrameLimits;
import smilet.device.sensor.pipe.PipeSensor;
import smilet.device.sensor.pipe.PipeSettings;
import smilet.device.supply.BrightnessModel;
import smilet.device.supply.LoadedModel;
import smilet.device.supply.ModelHandover;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Classifier;
import smilet.shared.model.Verdict;

final class SmileLoopTest {
  private static final int HZ = 10;
  private static final int IN_A_ROW = 3;
  private static final Event LOOSE_WIRE = new Event.Fault("a wire is loose");

  private final SteppedClock clock = new SteppedClock();
  private final Context board = Board.MOCK.open();
  private final Led led = Led.open(board, 17, OptionalInt.of(0));
  private final Pins pins = new Pins();
  private final LoadedModel first = BrightnessModel.loaded(0);
  private final ModelHandover models = new ModelHandover(first);
  private final Statistics statistics = new Statistics();

  @AfterEach
  void closeBoard() {
    board.shutdown();
  }

  /** Records the state of the mocked pins after the LED has been shown the frame. */
  private final class Pins extends RecordingIndicator {
    final List<String> states = new ArrayList<>();

    @Override
    public void show(Reading reading, Frame frame) {
      super.show(reading, frame);
      states.add(state());
    }

    @Override
    public void fault(String message) {
      super.fault(message);
      states.add(state());
    }

    String state() {
      DigitalOutput output = board.io("led");
      Pwm pwm = board.io("brightness");
      String lit = output.state() == DigitalState.HIGH ? "lit" : "dark";
      return lit + " " + (pwm.isOn() ? pwm.dutyCycle() : 0);
    }
  }

  private SmileLoop loop(LongFunction<Event> script, Indicator... more) {
    return loop(new ScriptedSensor(clock, script), more);
  }

  private SmileLoop loop(Sensor sensor, Indicator... more) {
    List<Indicator> indicators = new ArrayList<>(List.of(led, pins));
    indicators.addAll(List.of(more));
    return new SmileLoop(
        clock,
        HZ,
        sensor,
        new WholeFrame(),
        models,
        IN_A_ROW,
        indicators,
        statistics,
        nowNanos -> {});
  }

  private Summary run(int frames, LongFunction<Event> script) {
    loop(script).run(frames, Long.MAX_VALUE);
    return statistics.summary();
  }

  @Test
  void ledFollowsTheDecisionAndBrightnessThePercentageFrameByFrame() {
    int[] brightness = {255, 255, 255, 255, 0, 0, 0, 0, 129};
    run(brightness.length, n -> pixel(brightness[(int) n]));
    assertThat(pins.states)
        .containsExactly(
            "dark 100",
            "dark 100",
            "lit 100",
            "lit 100",
            "lit 0",
            "lit 0",
            "dark 0",
            "dark 0",
            "dark 50");
    assertThat(pins.state()).as("after the end").isEqualTo("dark 0");
  }

  @Test
  void aFaultOfOneFrameMakesTheOutputsSafeAndIsReportedOnce() {
    Summary summary = run(8, n -> n == 3 ? LOOSE_WIRE : pixel(SMILE));
    assertThat(pins.states)
        .containsExactly(
            "dark 100",
            "dark 100",
            "lit 100",
            "dark 0",
            "dark 100",
            "dark 100",
            "lit 100",
            "lit 100");
    assertThat(pins.events)
        .containsExactly(
            "FAULT: a wire is loose", "RECOVERED: the sensor works again, after 1 faulty frames");
    assertThat(summary.faults()).isEqualTo(1);
    assertThat(summary.faultyFrames()).isEqualTo(1);
    assertThat(summary.readingCount()).isEqualTo(7);
  }

  @Test
  void aFaultThatLastsIsReportedOnceAndTheTicksGoOn() {
    long startNanos = clock.nanoTime();
    Summary summary = run(1000, n -> n >= 100 && n < 900 ? LOOSE_WIRE : pixel(SMILE));
    assertThat(pins.events)
        .containsExactly(
            "FAULT: a wire is loose", "RECOVERED: the sensor works again, after 800 faulty frames");
    assertThat(pins.states.subList(100, 900)).containsOnly("dark 0");
    assertThat(pins.states.getLast()).isEqualTo("lit 100");
    assertThat(summary.missedDeadlines()).isZero();
    assertThat(clock.nanoTime() - startNanos).isEqualTo(1000 * 1_000_000_000L / HZ);
  }

  @Test
  void aFaultThatNeverEndsKeepsTheOutputsDarkUntilTheFrameLimit() {
    Summary summary = run(500, n -> LOOSE_WIRE);
    assertThat(pins.states).hasSize(500).containsOnly("dark 0");
    assertThat(pins.events).containsExactly("FAULT: a wire is loose");
    assertThat(summary.faultyFrames()).isEqualTo(500);
    assertThat(summary.faults()).isEqualTo(1);
    assertThat(summary.readingCount()).isZero();
  }

  @Test
  void aLooseWireIsReportedSometimesAndAlwaysCounted() {
    Summary summary = run(200, n -> n % 2 == 0 ? LOOSE_WIRE : pixel(SMILE));
    assertThat(summary.faults()).isEqualTo(100);
    assertThat(pins.events.stream().filter(line -> line.startsWith("FAULT")))
        .as("in 20 seconds, once in 5")
        .containsExactly(
            "FAULT: a wire is loose",
            "FAULT: a wire is loose (and 24 more before)",
            "FAULT: a wire is loose (and 24 more before)",
            "FAULT: a wire is loose (and 24 more before)");
  }

  @Test
  void anUnexpectedExceptionOfADriverIsAFault() {
    run(5, n -> n == 2 ? new Event.Crash() : pixel(SMILE));
    assertThat(pins.frames).hasSize(5);
    assertThat(pins.events.getFirst()).startsWith("FAULT: the sensor's driver failed: ");
  }

  @Test
  void aPixelAboveFullScaleIsAFault() {
    run(3, n -> pixel(n == 1 ? 256 : SMILE));
    assertThat(pins.frames.get(1)).isEqualTo("fault");
    assertThat(pins.events.getFirst()).contains("pixel (0, 0) must be 0 to 255, was 256");
  }

  @Test
  void noNewFrameIsNoFaultAndOnlyFramesThatCameAreCounted() {
    Summary summary = run(20, n -> n % 2 == 0 ? new Event.Nothing() : pixel(SMILE));
    assertThat(summary.faults()).isZero();
    assertThat(summary.frames()).isEqualTo(20);
  }

  @Test
  void howLongFramesMayTakeIsForTheSensorAlone() throws IOException {
    FrameLimits limits = new FrameLimits(40_000_000_000L, 70_000_000_000L);
    PipeSettings settings = PipeSettings.parse("1x1:grey8:-").within(limits);
    try (PipedOutputStream silent = new PipedOutputStream();
        PipeSensor sensor = new PipeSensor(settings, new PipedInputStream(silent), clock)) {
      SmileLoop loop = loop(sensor);
      loop.run(Long.MAX_VALUE, limits.firstNanos());
      assertThat(pins.states).as("within the limit").isEmpty();
      loop.run(Long.MAX_VALUE, 1_000_000_000L);
      assertThat(pins.events).containsExactly("FAULT: no frames come in on standard input");
      assertThat(pins.state()).isEqualTo("dark 0");
    }
  }

  @Test
  void missedDeadlinesAreCountedAndNotMadeUpFor() {
    List<Long> begun = new ArrayList<>();
    Summary summary =
        run(
            4,
            n -> {
              begun.add(clock.nanoTime());
              return new Event.Pixel(SMILE, n == 1 ? 350_000_000L : 1_000_000L);
            });
    long start = begun.getFirst();
    assertThat(begun.stream().map(nanos -> (nanos - start) / 1_000_000))
        .containsExactly(0L, 100L, 500L, 600L);
    assertThat(summary.missedDeadlines()).as("200, 300 and 400 ms").isEqualTo(3);
  }

  @Test
  void aNewModelIsTakenUpBetweenTwoFramesAndNoFrameIsLost() {
    LoadedModel second = BrightnessModel.loaded(1);
    Summary summary =
        run(
            6,
            n -> {
              if (n == 2) {
                models.offer(second);
              }
              return pixel(SMILE);
            });
    assertThat(pins.frames)
        .containsExactly(
            "UNSURE by " + first.name(),
            "UNSURE by " + first.name(),
            "SMILE by " + first.name(),
            "SMILE by " + second.name(),
            "SMILE by " + second.name(),
            "SMILE by " + second.name());
    assertThat(summary.modelsTakenUp()).isEqualTo(1);
    assertThat(summary.missedDeadlines()).isZero();
    assertThat(models.running()).isSameAs(second);
  }

  @Test
  void ifANewModelFailsTheLoopGoesBackWithinTheSameFrame() {
    // A classifier for another format refuses these frames.
    Classifier failing = new Classifier(first.classifier().model(), new FrameFormat(2, 2, 8));
    LoadedModel second =
        new LoadedModel("bad0bad0bad0", failing, first.thresholds(), 100, Optional.empty());
    models.offer(second);
    Summary summary = run(4, n -> pixel(SMILE));
    assertThat(pins.frames).allMatch(line -> line.endsWith(first.name())).hasSize(4);
    assertThat(pins.events.getLast())
        .startsWith("REFUSED: model bad0bad0 failed (")
        .endsWith("went back to " + first.name());
    assertThat(summary.modelsRefused()).isEqualTo(1);
    assertThat(summary.readings()).containsEntry(Verdict.SMILE, 4L);
    assertThat(models.takeFailure().model()).isSameAs(second);
    assertThat(models.takeFailure()).isNull();
  }

  @Test
  void aFailingOutputIsCountedAndTheOthersGoOn() {
    Indicator broken =
        new RecordingIndicator() {
          @Override
          public void show(Reading reading, Frame frame) {
            throw new IllegalStateException("bus error");
          }
        };
    loop(n -> pixel(n < 4 ? SMILE : NO_SMILE), broken).run(5, Long.MAX_VALUE);
    assertThat(statistics.summary().indicatorFaults()).isEqualTo(5);
    assertThat(pins.frames).hasSize(5);
  }

  @Test
  void timeLimitEndsTheRun() {
    loop(n -> pixel(SMILE)).run(Long.MAX_VALUE, 2_000_000_000L);
    assertThat(statistics.summary().frames()).isEqualTo(2 * HZ);
  }
}
