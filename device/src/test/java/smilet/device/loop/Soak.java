package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import smilet.device.board.Board;
import smilet.device.clock.SteppedClock;
import smilet.device.indicator.JsonLines;
import smilet.device.indicator.Led;
import smilet.device.indicator.LoopEvent;
import smilet.device.indicator.Reading;
import smilet.device.loop.ScriptedSensor.Event;
import smilet.device.scene.WholeFrame;
import smilet.device.supply.BrightnessModel;
import smilet.device.supply.LoadedModel;
import smilet.device.supply.ModelHandover;
import smilet.shared.frame.Frame;
import smilet.shared.model.Verdict;
import smilet.shared.terminal.DecoupledOutput;

/**
 * A million frames on a stepped clock with every kind of fault: single ones, long ones, a loose
 * wire, unexpected exceptions of a driver, pauses and late frames. At the same time another thread
 * offers new models, and the readings go to a reader that is slow, stops, or runs out of space. It
 * checks after every frame that the pins have the right state, and at the end that every fault and
 * every line was counted, and that heap, threads and file descriptors have not grown. It is not
 * part of the build: {@code mvn -q test-compile exec:exec@soak -pl device -am}.
 */
final class Soak {
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
  private final AtomicLong modelsOffered = new AtomicLong();
  private volatile boolean ended;
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
          case Event.Nothing _, Event.Pixel _ -> false;
        };
    if (fault) {
      faultyFrames++;
      faults += faulty ? 0 : 1;
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
        eventFrames = random.nextInt(40);
      }
      default -> event = ScriptedSensor.pixel(random.nextInt(256));
    }
  }

  /** Offers models as they are flashed: at any time, whatever the loop does. */
  private void offerModels() {
    try {
      while (!ended) {
        models.offer(variants[(int) (modelsOffered.getAndIncrement() & 1)]);
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does this
    }
  }

  /** A reader of the lines of JSON that behaves badly, and counts what it gets. */
  private static final class BadReader implements WritableByteChannel {
    private static final Pattern LEFT_OUT = Pattern.compile("\"left-out\".*?(\\d+) lines");

    private final Random random = new Random(2);
    private final StringBuilder line = new StringBuilder();
    private long readings;
    private long leftOut;

    @Override
    public int write(ByteBuffer from) throws IOException {
      int chance = random.nextInt(2000);
      if (chance == 0) {
        throw new IOException("No space left on device");
      }
      if (chance < 20) {
        try {
          Thread.sleep(chance);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      int count = random.nextInt(from.remaining() + 1);
      for (int i = 0; i < count; i++) {
        char c = (char) from.get();
        line.append(c);
        if (c == '\n') {
          take(line.toString());
          line.setLength(0);
        }
      }
      return count;
    }

    private void take(String text) {
      Matcher notice = LEFT_OUT.matcher(text);
      if (notice.find()) {
        leftOut += Long.parseLong(notice.group(1));
      } else {
        assertThat(text).startsWith("{\"frame\":").endsWith("}\n");
        readings++;
      }
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** What must not grow. */
  private record Resources(long heapBytes, int threads, long descriptors) {
    static Resources now() throws IOException {
      System.gc();
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
        return new Resources(
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
            ManagementFactory.getThreadMXBean().getThreadCount(),
            open.count());
      }
    }
  }

  @Test
  void aMillionFramesWithFaultsSlowReadersAndNewModels() throws Exception {
    List<Resources> samples = new ArrayList<>();
    BadReader reader = new BadReader();
    DecoupledOutput output = new DecoupledOutput(reader, JsonLines::leftOut, failure -> {});
    JsonLines lines = new JsonLines(output);
    Thread flashes = Thread.ofPlatform().start(this::offerModels);
    SmileLoop loop =
        new SmileLoop(
            clock,
            HZ,
            new ScriptedSensor(clock, this::next),
            new WholeFrame(),
            models,
            5,
            List.of(
                new RecordingIndicator.KeptOn(led),
                new RecordingIndicator.KeptOn(lines),
                new Checks()),
            statistics,
            now -> {});
    for (long frames = SAMPLE; frames <= FRAMES; frames += SAMPLE) {
      loop.run(frames, Long.MAX_VALUE);
      samples.add(Resources.now());
      System.out.printf(Locale.ROOT, "%,9d frames, %s%n", frames, samples.getLast());
    }
    ended = true;
    flashes.join();
    while (output.drain(10_000).isPresent()) {
      Thread.sleep(1100); // until the disk has space again
    }
    led.off();
    expect(false, 0);
    board.shutdown();
    Summary summary = statistics.summary();
    System.out.printf(
        Locale.ROOT,
        "%d faults, %d faulty frames, %d missed deadlines, %d of %d models taken up, %d lines read,"
            + " %d left out; all counted%n",
        summary.faults(),
        summary.faultyFrames(),
        summary.missedDeadlines(),
        summary.modelsTakenUp(),
        modelsOffered.get(),
        reader.readings,
        reader.leftOut);
    assertThat(wrongOutputs).as("outputs in a wrong state").isZero();
    assertThat(summary.faults()).as("faults").isEqualTo(faults);
    assertThat(summary.faultyFrames()).as("faulty frames").isEqualTo(faultyFrames);
    assertThat(summary.missedDeadlines()).as("missed deadlines").isEqualTo(lateTicks);
    assertThat(summary.faultyFrames() + summary.readingCount()).as("frames").isEqualTo(FRAMES);
    assertThat(reader.readings + reader.leftOut).as("lines").isEqualTo(summary.readingCount());
    assertThat(reader.leftOut).as("lines left out").isPositive();
    assertThat(summary.modelsTakenUp()).as("models taken up").isBetween(100L, modelsOffered.get());
    assertThat(summary.modelsRefused() + summary.indicatorFaults()).isZero();
    assertFlat(samples.get(1), samples.getLast());
  }

  private static void assertFlat(Resources early, Resources late) {
    assertThat(late.heapBytes() - early.heapBytes())
        .as("growth of the heap over the last 800,000 frames, in bytes")
        .isLessThan(1 << 18);
    assertThat(late.threads()).as("threads").isLessThanOrEqualTo(early.threads());
    assertThat(late.descriptors()).as("descriptors").isLessThanOrEqualTo(early.descriptors());
  }
}
