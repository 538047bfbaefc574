package smilet.device.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import smilet.device.clock.Clock;
import smilet.device.clock.SystemClock;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;
import smilet.shared.store.RefusedModelException;

final class ModelLoaderTest {
  private static final FrameFormat FORMAT = new FrameFormat(4, 4, 8);
  private static final long TICK_NANOS = 33_000_000;

  /** Neither the launcher nor these tests add the vector module. */
  @Test
  void aNetworkRunsWithoutTheVectorModule() throws RefusedModelException {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isEmpty();
    LoadedModel loaded = new ModelLoader(new SystemClock(), FORMAT, TICK_NANOS).load(network());
    Frame frame = new Frame(FORMAT);
    frame.pixels()[5] = 200;
    // One bright pixel of 16 is sqrt(15) standard deviations above the mean; two channels copy it.
    long input = Math.round(Normalisation.CONTRAST.one() * Math.sqrt(15));
    assertThat(loaded.classifier().classify(frame)).isEqualTo((int) (2 * input));
  }

  @Test
  void aModelThatIsFastAfterCompilationIsAccepted() throws RefusedModelException {
    Clock warmingUp = new SlowStartClock(60);
    assertThat(new ModelLoader(warmingUp, FORMAT, TICK_NANOS).load(network()).contentHash())
        .isNotEmpty();
  }

  @Test
  void aModelThatStaysSlowIsRefused() {
    Clock never = new SlowStartClock(Integer.MAX_VALUE);
    assertThatThrownBy(() -> new ModelLoader(never, FORMAT, TICK_NANOS).load(network()))
        .isInstanceOf(RefusedModelException.class)
        .hasMessage(
            "the model takes 40 ms per frame, but a tick is only 33 ms; run with a lower --fps");
  }

  @Test
  void theFirstModelRunsAsSoonAsOneFrameFitsATick() throws RefusedModelException {
    SlowStartClock fast = new SlowStartClock(0);
    new ModelLoader(fast, FORMAT, TICK_NANOS).loadFirst(network());
    assertThat(fast.readings).as("before and after one frame").isEqualTo(2);
    assertThat(new ModelLoader(new SlowStartClock(60), FORMAT, TICK_NANOS).loadFirst(network()))
        .isNotNull();
  }

  @Test
  void aFirstModelThatStaysSlowIsRefused() {
    Clock never = new SlowStartClock(Integer.MAX_VALUE);
    assertThatThrownBy(() -> new ModelLoader(never, FORMAT, TICK_NANOS).loadFirst(network()))
        .isInstanceOf(RefusedModelException.class)
        .hasMessageContaining("the model takes 40 ms per frame");
  }

  /** Advances by 40 ms per reading, and by 1 ms after a number of readings. */
  private static final class SlowStartClock implements Clock {
    private final int slowReadings;
    private int readings;
    private long nanos;

    SlowStartClock(int slowReadings) {
      this.slowReadings = slowReadings;
    }

    @Override
    public long nanoTime() {
      nanos += readings++ < slowReadings ? 40_000_000 : 1_000_000;
      return nanos;
    }

    @Override
    public void sleepUntil(long deadlineNanos) {}
  }

  /** A 1x1 convolution that copies its input to two channels, and the sum of both at pixel 5. */
  private static ModelFile network() {
    Shape input = new Shape(4, 4, 1);
    Convolution copies =
        new Convolution(input, 1, 1, new byte[] {1, 1}, new int[2], new int[] {1, 1}, 0);
    byte[] weights = new byte[copies.output().size()];
    weights[10] = 1; // both channels of pixel 5
    weights[11] = 1;
    Dense dense = new Dense(copies.output(), weights, 0, 1, 0);
    Model model = new Model(new Grid(4, 4), Normalisation.CONTRAST, List.of(copies, dense));
    return new ModelFile(model, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of());
  }
}
