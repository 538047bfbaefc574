package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.device.board.Board;
import smilet.device.clock.SteppedClock;
import smilet.device.indicator.Led;
import smilet.device.indicator.LoopEvent;
import smilet.device.indicator.Reading;
import smilet.device.loop.ScriptedSensor.Event;
import smilet.device.supply.BrightnessModel;
import smilet.device.supply.LoadedModel;
import smilet.device.supply.ModelHandover;
import smilet.shared.frame.Frame;
import smilet.shared.model.Verdict;

/**
 * A million frames on a stepped clock with every kind of fault: single ones, long ones, a loose
 * wire, unexpected exceptions of a driver, silence, late frames, and sometimes a new model. It
 * checks after every frame that the pins have the right state, and at the end that every fault was
 * counted and that the heap has not grown. It is not part of the build: {@code mvn -q test-compile
 * exec:exec@soak -pl device -am}.
 */
final class Soak {
  private static final long FRAMES = 1_000_000;
  private static final long SILENCE_NANOS = 1_000_000_000;
  private static final int HZ = 30;
  private static final long SAMPLE = FRAMES / 10;

  private final SteppedClock clock = new SteppedClock();
  private final Random random = new Random(1);
  private final Context board = Board.MOCK.open();
  private final Led led = Led.open(board, 17, OptionalInt.of(0));
  private final DigitalOutput pin = board.io("led");
  private final Pwm brightness = board.io("brightness");
  private final ModelHandover models = new ModelHandover(BrightnessModel.loaded(0));
  private final LoadedModel[] variants = {BrightnessModel.loaded(0), BrightnessModel.loaded(1)};
  private final Statistics statistics = new Statistics();
  private Event event;
  private long eventFrames;
  private long faultyFrames;
  private long faults;
  private long lateTicks;
  private long modelsOffered;
  private boolean faulty;
  private long lastPixelNanos;
  private long wrongOutputs;

  private final class Checks extends RecordingIndicator {
    @Override
    public void show(Reading reading, Frame frame) {
      expect(reading.decision() == Verdict.SMILE, (reading.permille() + 50) / 100 * 10);
    }

    @Override
    public void fault(String message) {
      expect(false, 0);
    }

    @Override
    public void event(LoopEvent kind, String message) {}
  }

  private void expect(boolean lit, int dutyPercent) {
    boolean isLit = pin.state() == DigitalState.HIGH;
    int duty = brightness.isOn() ? brightness.dutyCycle() : 0;
    if (isLit != lit || duty != dutyPercent) {
      wrongOutputs++;
    }
  }

  private Event next(long capture) {
    if (eventFrames-- <= 0) {
      choose();
    }
    boolean fault =
        switch (event) {
          case Event.Fault wire -> true;
          case Event.Crash mistake -> true;
          case Event.Nothing nothing -> clock.nanoTime() - lastPixelNanos > SILENCE_NANOS;
          case Event.Pixel pixel -> false;
        };
    if (fault) {
      faultyFrames++;
      faults += faulty ? 0 : 1;
    }
    if (event instanceof Event.Pixel pixel) {
      lastPixelNanos = clock.nanoTime() + pixel.tookNanos();
    }
    faulty = fault || (faulty && event instanceof Event.Nothing); // no new frame ends no fault
    return event;
  }

  private void choose() {
    eventFrames = random.nextInt(100);
    switch (random.nextInt(10)) {
      case 0 -> event = new Event.Fault("a wire is loose");
      case 1 -> event = new Event.Crash();
      case 2 -> {
        event = new Event.Pixel(random.nextInt(256), 100_000_000);
        eventFrames = 0;
        lateTicks += 2; // a tick is 33.3 ms, so the frame covers the next two ticks
      }
      case 3 -> {
        event = new Event.Nothing();
        eventFrames = random.nextInt(40); // after a second it is a fault
      }
      case 4 -> {
        models.offer(variants[(int) (modelsOffered++ & 1)]);
        event = ScriptedSensor.pixel(255);
        eventFrames = 0; // one frame must take the offer up before the next one may come
      }
      default -> event = ScriptedSensor.pixel(random.nextInt(256));
    }
  }

  @Test
  void aMillionFramesWithFaults() {
    List<Long> heapBytes = new ArrayList<>();
    SmileLoop loop =
        new SmileLoop(
            clock,
            HZ,
            new ScriptedSensor(clock, this::next),
            models,
            5,
            List.of(new RecordingIndicator.KeptOn(led), new Checks()),
            statistics,
            now -> {});
    for (long frames = SAMPLE; frames <= FRAMES; frames += SAMPLE) {
      lastPixelNanos = clock.nanoTime();
      loop.run(frames, Long.MAX_VALUE);
      System.gc();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      heapBytes.add(heap);
      System.out.printf("%,9d frames, heap %,d bytes%n", frames, heap);
    }
    led.off();
    expect(false, 0);
    board.shutdown();
    Summary summary = statistics.summary();
    System.out.printf("%d faults, %d faulty frames, ", summary.faults(), summary.faultyFrames());
    System.out.printf("%d missed deadlines, all counted%n", summary.missedDeadlines());
    assertThat(wrongOutputs).as("outputs in a wrong state").isZero();
    assertThat(summary.faults()).as("faults").isEqualTo(faults);
    assertThat(summary.faultyFrames()).as("faulty frames").isEqualTo(faultyFrames);
    assertThat(summary.missedDeadlines()).as("missed deadlines").isEqualTo(lateTicks);
    assertThat(summary.faultyFrames() + summary.readingCount()).as("frames").isEqualTo(FRAMES);
    assertThat(heapBytes.getLast() - heapBytes.get(1))
        .as("growth of the heap over the last 800,000 frames, in bytes, was %s", heapBytes)
        .isLessThan(1 << 18);
  }
}
