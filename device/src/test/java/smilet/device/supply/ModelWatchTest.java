package smilet.device.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static smilet.device.loop.ScriptedSensor.pixel;
import static smilet.device.supply.BrightnessModel.SMILE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.clock.Clock;
import smilet.device.clock.SteppedClock;
import smilet.device.loop.RecordingIndicator;
import smilet.device.loop.ScriptedSensor;
import smilet.device.loop.SmileLoop;
import smilet.device.loop.Statistics;
import smilet.device.scene.WholeFrame;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;
import smilet.shared.store.LoopPresence;
import smilet.shared.store.ModelStore;
import smilet.shared.store.StoreStatus;
import smilet.shared.store.TrustPolicy;

/** A real store, loop and watch, stepped by hand. */
final class ModelWatchTest {
  @TempDir Path folder;

  private final SteppedClock clock = new SteppedClock();
  private final RecordingIndicator shown = new RecordingIndicator();
  private final Statistics statistics = new Statistics();
  private final ModelHandover models = new ModelHandover(BrightnessModel.loaded(0));
  private ModelStore store;
  private LoopPresence running;
  private ModelWatch watch;

  @BeforeEach
  void openStore() throws IOException {
    store = ModelStore.openOrCreate(folder, TrustPolicy.ANYONE);
    flash(BrightnessModel.file(0));
    running = store.startRunning();
    ModelLoader loader = new ModelLoader(clock, BrightnessModel.FORMAT, 100_000_000);
    watch = new ModelWatch(store, running, loader, models);
  }

  @AfterEach
  void closeStore() throws IOException {
    running.close();
  }

  private String flash(ModelFile file) throws IOException {
    String hash = store.install(file.encode());
    store.activate(hash);
    return hash;
  }

  private void frames(int count) {
    ScriptedSensor sensor = new ScriptedSensor(clock, n -> pixel(SMILE));
    SmileLoop loop =
        new SmileLoop(
            clock, 10, sensor, new WholeFrame(), models, 1, List.of(shown), statistics, now -> {});
    loop.run(statistics.summary().frames() + count, Long.MAX_VALUE);
  }

  @Test
  void theFirstCheckReportsWhatRuns() throws IOException {
    watch.checkStore();
    assertThat(store.status().running()).contains(BrightnessModel.file(0).contentHash());
  }

  @Test
  void aFlashedModelRunsFromTheNextFrameAndTheStoreRecordsIt() throws IOException {
    watch.checkStore();
    String second = flash(BrightnessModel.file(1));
    watch.checkStore();
    frames(2);
    assertThat(shown.frames)
        .containsOnly("SMILE by " + second.substring(0, 8))
        .as("no frame is lost")
        .hasSize(2);
    assertThat(store.status().running()).isNotEqualTo(Optional.of(second));
    watch.checkStore();
    assertThat(store.status().running()).contains(second);
  }

  @Test
  void theStoreGoesBackFromATooSlowModelBeforeItRuns() throws IOException {
    String first = BrightnessModel.file(0).contentHash();
    String slow = flash(BrightnessModel.file(2));
    SteppedClock hurried = new SteppedClock();
    Clock aSecondPerReading =
        new Clock() {
          @Override
          public long nanoTime() {
            hurried.step(1_000_000_000);
            return hurried.nanoTime();
          }

          @Override
          public void sleepUntil(long deadlineNanos) {}
        };
    ModelLoader loader = new ModelLoader(aSecondPerReading, BrightnessModel.FORMAT, 100_000_000);
    new ModelWatch(store, running, loader, models).checkStore();
    frames(1);
    assertThat(shown.frames).containsExactly("SMILE by " + first.substring(0, 8));
    assertThat(shown.events)
        .containsExactly(
            "REFUSED: model %s cannot run here (the model takes 1000 ms per frame, "
                    .formatted(slow.substring(0, 8))
                + "but a tick is only 100 ms; run with a lower --fps); %s goes on"
                    .formatted(first.substring(0, 8)));
    StoreStatus status = store.status();
    assertThat(status.current()).contains(first);
    assertThat(status.failure().orElseThrow().hash()).isEqualTo(slow);
    assertThat(statistics.summary().modelsRefused()).isEqualTo(1);
  }

  @Test
  void theStoreGoesBackFromAModelForAFinerGridThanTheSensors() throws IOException {
    Dense dense = new Dense(new Shape(2, 2, 1), new byte[4], 0, 1, 0);
    Model model = new Model(new Grid(2, 2), Normalisation.NONE, List.of(dense));
    flash(new ModelFile(model, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of()));
    watch.checkStore();
    assertThat(store.status().failure().orElseThrow().reason())
        .isEqualTo(
            "the model is for a 2x2 grid, but the sensor has only 1x1 pixels;"
                + " train one with --grid 1x1");
    assertThat(store.status().current()).contains(BrightnessModel.file(0).contentHash());
  }

  @Test
  void theStoreGoesBackFromAModelThatFailsInTheLoop() throws IOException {
    String first = BrightnessModel.file(0).contentHash();
    String second = flash(BrightnessModel.file(1));
    watch.checkStore();
    frames(1);
    assertThat(models.goBack("the weights are missing")).as("as the loop does").isTrue();
    watch.checkStore();
    assertThat(store.status().current()).contains(first);
    assertThat(store.status().failure().orElseThrow().reason())
        .isEqualTo("the weights are missing");
    assertThat(store.status().failure().orElseThrow().hash()).isEqualTo(second);
    watch.checkStore();
    assertThat(models.takeUpOffer()).as("there is something to take up").isFalse();
  }

  @Test
  void aModelFlashedAndRolledBackBetweenTwoFramesIsNotTakenUp() throws IOException {
    flash(BrightnessModel.file(1));
    watch.checkStore();
    store.rollback();
    watch.checkStore();
    frames(1);
    String first = BrightnessModel.file(0).contentHash();
    assertThat(shown.frames).containsExactly("SMILE by " + first.substring(0, 8));
  }
}
