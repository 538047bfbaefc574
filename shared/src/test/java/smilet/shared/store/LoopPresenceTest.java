package smilet.shared.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.RandomModelFiles;
import smilet.shared.frame.Grid;

class LoopPresenceTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path temp;

  private final Random random = new Random(3);
  private ModelStore store;

  @BeforeEach
  void open() throws IOException {
    store = ModelStore.openOrCreate(temp, TrustPolicy.ANYONE);
  }

  @Test
  void withoutALoopNothingIsWaitedFor() throws Exception {
    assertThat(ActivationOutcome.await(store, install(), LONG))
        .isEqualTo(ActivationOutcome.NO_LOOP);
    store.startRunning().close();
    assertThat(ActivationOutcome.await(store, install(), LONG))
        .isEqualTo(ActivationOutcome.NO_LOOP);
  }

  @Test
  void waitingEndsWhenTheLoopHasTakenTheModelUp() throws Exception {
    try (LoopPresence running = store.startRunning()) {
      running.tookUp(install());
      String next = install();
      CompletableFuture<ActivationOutcome> waiting = waitFor(next);
      running.tookUp(next);
      assertThat(waiting.get(1, TimeUnit.MINUTES)).isEqualTo(ActivationOutcome.TAKEN_UP);
      assertThat(store.status().running()).contains(next);
    }
    assertThat(store.status().loopRuns()).isFalse();
    assertThat(store.status().running()).isEmpty();
  }

  @Test
  void waitingEndsWhenTheLoopReportsAFailure() throws Exception {
    install();
    try (LoopPresence running = store.startRunning()) {
      String next = install();
      CompletableFuture<ActivationOutcome> waiting = waitFor(next);
      store.trial().reportFailure(next, "saturated");
      assertThat(waiting.get(1, TimeUnit.MINUTES)).isEqualTo(ActivationOutcome.FAILED);
      running.tookUp(store.currentHash().orElseThrow());
    }
  }

  @Test
  void waitingEndsWhenAnotherModelIsActivated() throws Exception {
    String first = install();
    try (LoopPresence running = store.startRunning()) {
      install();
      assertThat(ActivationOutcome.await(store, first, LONG))
          .isEqualTo(ActivationOutcome.OVERTAKEN);
      running.tookUp(first);
    }
  }

  @Test
  void waitingHasAnEnd() throws Exception {
    String hash = install();
    try (LoopPresence running = store.startRunning()) {
      assertThat(ActivationOutcome.await(store, hash, Duration.ofMillis(50)))
          .isEqualTo(ActivationOutcome.TIMED_OUT);
      running.tookUp(hash);
    }
  }

  @Test
  void theConditionOfTheLoopIsToldAndEndsWithIt() throws Exception {
    try (LoopPresence running = store.startRunning()) {
      assertThat(store.status().condition())
          .isEqualTo(
              new StoreStatus.Condition(Optional.empty(), Optional.empty(), Optional.empty()));
      running.tookUp(install());
      running.faulty("2026-01-01T00:00:00Z a wire is\nl\u00f6se " + "x".repeat(500));
      running.drifted("2026-01-02T00:00:00Z the surroundings have changed: dark");
      StoreStatus.Condition condition = store.status().condition();
      assertThat(Instant.parse(condition.since().orElseThrow())).isBefore(Instant.now());
      assertThat(condition.fault().orElseThrow())
          .startsWith("2026-01-01T00:00:00Z a wire is?l?se x")
          .hasSize(300);
      assertThat(condition.drift())
          .contains("2026-01-02T00:00:00Z the surroundings have changed: dark");
      running.faulty("");
      running.drifted("");
      assertThat(store.status().condition().fault()).isEmpty();
      assertThat(store.status().condition().drift()).isEmpty();
    }
    assertThat(store.status().condition().since()).isEmpty();
  }

  @Test
  void whileALoopRunsNoFinerModelThanItsSensorIsInstalled() throws Exception {
    byte[] fine = RandomModelFiles.next(random, new Grid(9, 4), false, 1).encode();
    byte[] fitting = RandomModelFiles.next(random, new Grid(8, 4), false, 1).encode();
    try (LoopPresence running = store.startRunning()) {
      running.announceSensor(new Grid(8, 8));
      assertThat(store.status().sensor()).contains(new Grid(8, 8));
      assertThatThrownBy(() -> store.install(fine))
          .isInstanceOf(RefusedModelException.class)
          .hasMessage(
              "the model is for a 9x4 grid, but the sensor has only 8x8 pixels;"
                  + " train one with --grid 8x8");
      assertThat(store.currentHash()).isEmpty();
      running.tookUp(store.install(fitting));
      assertThat(store.status().sensor()).as("still told").contains(new Grid(8, 8));
    }
    assertThat(store.status().sensor()).isEmpty();
    store.install(fine);
  }

  @Test
  void aSecondLoopIsRefused() throws Exception {
    try (LoopPresence first = store.startRunning()) {
      assertThatThrownBy(store::startRunning).hasMessageContaining("already runs");
      first.tookUp(install());
      assertThat(store.status().loopRuns()).isTrue();
    }
    store.startRunning().close();
  }

  private CompletableFuture<ActivationOutcome> waitFor(String hash) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return ActivationOutcome.await(store, hash, LONG);
          } catch (IOException | InterruptedException fault) {
            throw new AssertionError(fault);
          }
        });
  }

  private String install() throws IOException {
    return store.install(RandomModelFiles.next(random).encode());
  }
}
