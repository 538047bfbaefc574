package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static smilet.device.supply.BrightnessModel.SMILE;

import com.sun.management.ThreadMXBean;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.device.clock.SteppedClock;
import smilet.device.home.HomeFeed;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.JsonLines;
import smilet.device.indicator.LiveView;
import smilet.device.indicator.ScreenSize;
import smilet.device.loop.ScriptedSensor.Event;
import smilet.device.page.PageFeed;
import smilet.device.scene.Blobs;
import smilet.device.scene.FoundFaces;
import smilet.device.scene.Scene;
import smilet.device.scene.WholeFrame;
import smilet.device.sensor.Sensor;
import smilet.device.supply.BrightnessModel;
import smilet.device.supply.LoadedModel;
import smilet.device.supply.ModelHandover;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * A frame allocates nothing outside the sensor and Pi4J. The smallest object takes 16 bytes; this
 * test allows a tenth of a byte per frame, for the virtual machine itself.
 */
final class AllocationTest {
  private static final int FRAMES = 20_000;

  private final SteppedClock clock = new SteppedClock();
  private final Statistics statistics = new Statistics();

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

  @Test
  void aFrameAllocatesNothingOnTheLoopsThreadWithABroker() {
    assertThat(bytesAllocated(new HomeFeed())).isLessThan(FRAMES / 10);
  }

  @Test
  void aFrameAllocatesNothingIfFacesAreFoundAndFollowed() {
    FrameFormat format = new FrameFormat(64, 48, 8);
    Frame painted = new Frame(format);
    Blobs.clear(painted, new Random(1));
    Blobs.draw(painted, 4, 8, 32, Blobs.SMILE);
    Blobs.draw(painted, 38, 12, 24, Blobs.NO_SMILE);
    long[] captured = new long[1];
    Sensor sensor =
        new Sensor() {
          @Override
          public FrameFormat format() {
            return format;
          }

          @Override
          public boolean capture(Frame frame) {
            frame.copyFrom(painted);
            if (captured[0]++ % 50 >= 40) {
              Arrays.fill(frame.pixels(), (char) 20); // nobody for a while
            }
            return true;
          }

          @Override
          public void close() {}
        };
    FoundFaces scene =
        new FoundFaces(Blobs.finder(), format, new FoundFaces.Search(24, 2, 1_000_000));
    int frames = 1000;
    assertThat(
            bytesAllocated(
                sensor,
                scene,
                Blobs.loadedModel(format),
                new JsonLines(OutputStream.nullOutputStream()),
                frames))
        .isLessThan(frames); // the smallest object has 16 bytes
    assertThat(statistics.summary().faces().get().most()).isEqualTo(2);
    assertThat(statistics.summary().faces().get().framesWithNobody()).isPositive();
  }

  private long bytesAllocated(Indicator indicator) {
    Event frame = new Event.Pixel(SMILE, 1000);
    return bytesAllocated(
        new ScriptedSensor(clock, n -> frame),
        new WholeFrame(),
        BrightnessModel.loaded(0),
        indicator,
        FRAMES);
  }

  /**
   * The bytes that a run allocates, minus those of a run with half the frames: starting and ending
   * a run allocates a little.
   */
  private long bytesAllocated(
      Sensor sensor, Scene scene, LoadedModel model, Indicator indicator, int frames) {
    ModelHandover models = new ModelHandover(model);
    Indicator kept = new RecordingIndicator.KeptOn(indicator);
    SmileLoop loop =
        new SmileLoop(clock, 1000, sensor, scene, models, 3, List.of(kept), statistics, now -> {});
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] bytes = new long[4];
    for (int i = 0; i < bytes.length; i++) { // the first runs warm up
      long before = threads.getCurrentThreadAllocatedBytes();
      loop.run(statistics.frames() + (i % 2 == 0 ? frames / 2 : frames), Long.MAX_VALUE);
      bytes[i] = threads.getCurrentThreadAllocatedBytes() - before;
    }
    return bytes[3] - bytes[2];
  }
}
