package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static smilet.device.loop.ScriptedSensor.pixel;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smilet.device.clock.SteppedClock;
import smilet.device.drift.Drift;
import smilet.device.indicator.StatusLine;
import smilet.device.scene.WholeFrame;
import smilet.device.supply.BrightnessModel;
import smilet.device.supply.LoadedModel;
import smilet.device.supply.ModelHandover;
import smilet.shared.drift.FamiliarRange;
import smilet.shared.drift.Trait;
import smilet.shared.file.ModelFile;
import smilet.shared.model.Classifier;

/** What the loop reports of a drift, to indicators, statistics and other processes. */
class DriftInTheLoopTest {
  private static final long HZ = 2;

  private final SteppedClock clock = new SteppedClock();
  private final ModelHandover models = new ModelHandover(model());
  private final Statistics statistics = new Statistics();
  private final RecordingIndicator recorder = new RecordingIndicator();
  private final List<String> status = new ArrayList<>();

  /** A model that has met pixels of 100 and more. */
  private static LoadedModel model() {
    Map<Trait, FamiliarRange.Range> ranges = new EnumMap<>(Trait.class);
    for (Trait trait : Trait.values()) {
      ranges.put(trait, new FamiliarRange.Range(0, 255));
    }
    ranges.put(Trait.BRIGHTNESS, new FamiliarRange.Range(100, 255));
    ModelFile file = BrightnessModel.file(0).withFamiliarRange(new FamiliarRange(ranges, 0));
    return new LoadedModel(
        file.contentHash(),
        new Classifier(file.model(), BrightnessModel.FORMAT),
        file.thresholds(),
        100,
        file.familiarRange());
  }

  private void run(int seconds, int darkFrom, int darkUntil) {
    new SmileLoop(
            clock,
            (int) HZ,
            new ScriptedSensor(
                clock,
                capture -> pixel(capture >= darkFrom * HZ && capture < darkUntil * HZ ? 20 : 200)),
            new WholeFrame(),
            models,
            1,
            List.of(recorder, new StatusLine(status::add)),
            statistics,
            now -> {})
        .run(seconds * HZ, Long.MAX_VALUE);
  }

  @Test
  void aDarkRoomIsReportedOnceAndSoIsItsEnd() {
    run(2000, 100, 1000);
    String dark =
        "the surroundings have changed: it is darker than in the pictures that the model learned"
            + " from";
    assertThat(recorder.events)
        .containsExactly("DRIFT: " + dark, "SETTLED: what the model sees is familiar again");
    assertThat(status).filteredOn(line -> line.endsWith("; " + dark)).isNotEmpty();
    assertThat(status.getLast()).doesNotContain("surroundings");
    assertThat(models.drift()).isEmpty();
    assertThat(statistics.summary().drift()).isEmpty();
  }

  @Test
  void whileItLastsItIsInTheSummaryAndForOtherProcesses() {
    run(900, 0, 900);
    assertThat(statistics.summary().drift()).isEqualTo(Optional.of(Drift.DARKER));
    assertThat(models.drift())
        .matches("[0-9-]{10}T[0-9:]{8}Z the surroundings have changed: it is darker .*");
    assertThat(status.getLast()).contains("; the surroundings have changed");
  }
}
