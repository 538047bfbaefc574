package smilet.trainer.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyTaskOfEveryRoundRunsOnceBeforeTheRoundEnds(int workers) {
    try (WorkerPool pool = new WorkerPool(workers)) {
      for (int round = 0; round < 2000; round++) {
        int tasks = round % 7;
        AtomicIntegerArray runs = new AtomicIntegerArray(7);
        pool.run(tasks, (worker, index) -> runs.incrementAndGet(index));
        for (int i = 0; i < 7; i++) {
          assertThat(runs.get(i)).isEqualTo(i < tasks ? 1 : 0);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aFailureReachesTheCallerAndThePoolGoesOn(int workers) {
    try (WorkerPool pool = new WorkerPool(workers)) {
      WorkerPool.Task fails =
          (worker, index) -> {
            if (index == 2) {
              throw new IllegalStateException("task " + index);
            }
          };
      assertThatThrownBy(() -> pool.run(4, fails))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("task 2");
      AtomicIntegerArray runs = new AtomicIntegerArray(4);
      pool.run(4, (worker, index) -> runs.incrementAndGet(index));
      assertThat(runs.toString()).isEqualTo("[1, 1, 1, 1]");
    }
  }
}
