package smilet.device.loop;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import smilet.device.board.Board;
import smilet.device.clock.SteppedClock;
import smilet.device.indicator.Led;
import smilet.device.indicator.Reading;
import smilet.device.loop.ScriptedSensor.Event;
import smilet.shared.frame.Frame;
import smilet.shared.model.Verdict;

/**
 * A million frames on a stepped clock with every kind of fault: single ones, long ones, a flapping
 * wire, a driver's mistakes, silence, late frames, and a new model now and then. It checks every
 * frame that the pins are as they must be, and in the end that every fault was counted and the heap
 * is as small as it was. Not a test of the build: {@code mvn -q test-compile exec:exec@soak -pl
 * device -am}.
 */
public final class Soak {
  private static final long FRAMES = 1_000_000;
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
    public void news(smilet.device.indicator.News kind, String message) {}
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
    boolean fault = event instanceof Event.Fault || event instanceof Event.Crash;
    if (fault) {
      faultyFrames++;
      faults += faulty ? 0 : 1;
    }
    faulty = fault;
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
        lateTicks += 2; // a tick is 33.3 ms; the next two are over by then, and the third is not
      }
      case 3 -> {
        event = new Event.Nothing();
        eventFrames = random.nextInt(25); // less than a second: no fault yet
      }
      case 4 -> {
        models.offer(variants[(int) (modelsOffered++ & 1)]);
        event = ScriptedSensor.pixel(255);
        eventFrames = 0; // the next event may be another offer, which must not come too soon
      }
      default -> event = ScriptedSensor.pixel(random.nextInt(256));
    }
  }

  private boolean run() {
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
      loop.run(frames, Long.MAX_VALUE);
      System.gc();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      System.out.printf("%,9d frames, heap %,d bytes%n", frames, heap);
    }
    led.off();
    expect(false, 0);
    board.shutdown();
    return report(statistics.summary());
  }

  private boolean report(Summary summary) {
    boolean sound = wrongOutputs == 0;
    System.out.printf("outputs in a wrong state: %d%n", wrongOutputs);
    sound &= same("faults", faults, summary.faults());
    sound &= same("faulty frames", faultyFrames, summary.faultyFrames());
    sound &= same("missed deadlines", lateTicks, summary.missedDeadlines());
    sound &= same("frames", FRAMES, summary.faultyFrames() + summary.readingCount());
    return sound;
  }

  private static boolean same(String what, long injected, long counted) {
    System.out.printf("%s: %d injected, %d counted%n", what, injected, counted);
    return injected == counted;
  }

  public static void main(String[] args) {
    boolean sound = new Soak().run();
    System.out.println(sound ? "sound" : "NOT SOUND");
    System.exit(sound ? 0 : 1);
  }
}
