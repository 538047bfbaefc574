package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static smilet.device.supply.BrightnessModel.SMILE;

import com.sun.management.ThreadMXBean;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import smilet.device.clock.SteppedClock;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.JsonLines;
import smilet.device.indicator.LiveView;
import smilet.device.indicator.ScreenSize;
import smilet.device.loop.ScriptedSensor.Event;
import smilet.device.page.PageFeed;
import smilet.device.scene.WholeFrame;
import smilet.device.supply.BrightnessModel;
import smilet.device.supply.ModelHandover;

/**
 * A frame allocates nothing outside the sensor and Pi4J. The smallest object takes 16 bytes; this
 * test allows a tenth of a byte per frame, for the virtual machine itself.
 */
final class AllocationTest {
  private static final int FRAMES = 20_000;

  private final SteppedClock clock = new SteppedClock();

  @Test
  void aFrameAllocatesNothingWithJson() {
    assertThat(bytesAllocated(new JsonLines(OutputStream.nullOutputStream())))
        .isLessThan(FRAMES / 10);
  }

  @Test
  void aFrameAllocatesNothingOnTheLoopsThreadWithTheLiveView() {
    LiveView view =
        new LiveView(
            OutputStream.nullOutputStream(),
            "title",
            BrightnessModel.FORMAT,
            () -> BrightnessModel.file(0).model().grid(),
            () -> ScreenSize.USUAL);
    assertThat(bytesAllocated(view)).isLessThan(FRAMES / 10);
  }

  @Test
  void aFrameAllocatesNothingOnTheLoopsThreadWithThePage() {
    assertThat(bytesAllocated(new PageFeed(BrightnessModel.FORMAT))).isLessThan(FRAMES / 10);
  }

  /**
   * The bytes that a run allocates, minus those of a run with half the frames: starting and ending
   * a run allocates a little.
   */
  private long bytesAllocated(Indicator indicator) {
    Event frame = new Event.Pixel(SMILE, 1000);
    ScriptedSensor sensor = new ScriptedSensor(clock, n -> frame);
    ModelHandover models = new ModelHandover(BrightnessModel.loaded(0));
    Statistics statistics = new Statistics();
    Indicator kept = new RecordingIndicator.KeptOn(indicator);
    SmileLoop loop =
        new SmileLoop(
            clock, 1000, sensor, new WholeFrame(), models, 3, List.of(kept), statistics, now -> {});
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] bytes = new long[4];
    for (int i = 0; i < bytes.length; i++) { // the first runs warm up
      long before = threads.getCurrentThreadAllocatedBytes();
      loop.run(statistics.frames() + (i % 2 == 0 ? FRAMES / 2 : FRAMES), Long.MAX_VALUE);
      bytes[i] = threads.getCurrentThreadAllocatedBytes() - before;
    }
    return bytes[3] - bytes[2];
  }
}
