package smilet.device.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.shared.drift.FamiliarRange;
import smilet.shared.drift.Trait;
import smilet.shared.frame.Grid;

class DriftWatchTest {
  private static final Grid GRID = new Grid(24, 24);
  private static final int WHITE = 0xff00;
  private static final long SECOND = 1_000_000_000L;

  private final Random random = new Random(1);
  private final DriftWatch watch = new DriftWatch();
  private long nowNanos = 77;

  DriftWatchTest() {
    watch.use(GRID, Optional.of(range(60, 200)));
  }

  /** Familiar is this brightness, and everything of the other traits. */
  private static FamiliarRange range(int darkest, int brightest) {
    Map<Trait, FamiliarRange.Range> ranges = new EnumMap<>(Trait.class);
    for (Trait trait : Trait.values()) {
      ranges.put(trait, new FamiliarRange.Range(0, 255));
    }
    ranges.put(Trait.BRIGHTNESS, new FamiliarRange.Range(darkest, brightest));
    return new FamiliarRange(ranges, 20);
  }

  /** Adds readings, one per second; returns after how many something changed first, or 0. */
  private int add(int readings, int brightness, boolean unsure) {
    int changed = 0;
    for (int i = 1; i <= readings; i++) {
      nowNanos += SECOND;
      assertThat(watch.isDue(nowNanos)).isTrue();
      char[] cells = new char[GRID.cellCount()];
      for (int cell = 0; cell < cells.length; cell++) {
        cells[cell] = (char) (brightness * 256 + random.nextInt(256));
      }
      watch.traits().measure(cells, WHITE);
      if (watch.add(unsure, nowNanos) && changed == 0) {
        changed = i;
      }
      assertThat(watch.isDue(nowNanos + SECOND - 1)).isFalse();
    }
    return changed;
  }

  @Test
  void darknessIsToldAfterFiveMinutesAndNoLongerWhenItIsLightAgain() {
    assertThat(add(DriftWatch.WINDOW, 100, false)).isZero();
    assertThat(add(DriftWatch.WINDOW / 2, 30, false)).isZero();
    assertThat(add(2, 30, false)).isOne();
    assertThat(watch.current()).isEqualTo(Drift.DARKER);
    assertThat(watch.current().message())
        .isEqualTo(
            "the surroundings have changed: it is darker than in the pictures that the model"
                + " learned from");
    assertThat(add(DriftWatch.WINDOW, 100, false)).isBetween(440, 460);
    assertThat(watch.current()).isNull();
  }

  @Test
  void fewReadingsSayNothing() {
    assertThat(add(DriftWatch.FEWEST - 1, 30, true)).isZero();
    assertThat(add(1, 30, true)).isOne();
  }

  @Test
  void unsureAnswersAreToldIfThereAreManyMoreThanUsual() {
    for (int i = 0; i < DriftWatch.WINDOW; i++) {
      add(1, 100, i % 2 == 0);
    }
    assertThat(watch.current()).as("half of them, 20 %% are usual").isNull();
    add(DriftWatch.WINDOW, 100, true);
    assertThat(watch.current()).isEqualTo(Drift.UNSURE);
    assertThat(watch.current().cause()).isEqualTo(Drift.Cause.ANSWERS);
  }

  @Test
  void darknessExplainsUnsureAnswers() {
    add(DriftWatch.WINDOW, 10, true);
    assertThat(watch.current()).isEqualTo(Drift.DARKER);
  }

  @Test
  void aModelThatDoesNotSayWhatItHasMetIsNotWatched() {
    watch.use(GRID, Optional.empty());
    assertThat(add(DriftWatch.WINDOW, 10, true)).isZero();
  }

  @Test
  void anotherModelBeginsAnew() {
    add(DriftWatch.WINDOW, 10, false);
    assertThat(watch.current()).isEqualTo(Drift.DARKER);
    watch.use(GRID, Optional.of(range(0, 200)));
    assertThat(add(DriftWatch.WINDOW, 10, false)).isOne();
    assertThat(watch.current()).isNull();
  }
}
