package smilet.trainer.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items on threads: the same bytes with any number of them, kept at once, resumed. */
class ThreadRunnerTest {
  @TempDir static Path temp;
  private static TrainingFaces faces;
  private static List<FoldTraining> items;
  private static List<Optional<FoldResult>> alone;

  @BeforeAll
  static void runOnOneThread() throws Exception {
    faces = TrainingFaces.of(SmallFolds.faces(temp.resolve("faces"), 240));
    items = SmallFolds.items(0.01, 0.02);
    alone = new ThreadRunner(faces, 1).run(items, FoldWatcher.NONE);
  }

  @Test
  void everyNumberOfThreadsGivesTheSameModelsInTheOrderOfTheItems() {
    for (int threads : new int[] {2, 3, 8}) {
      assertSame(new ThreadRunner(faces, threads).run(items, FoldWatcher.NONE));
    }
    assertThat(SmallFolds.model(alone.get(0))).isNotEqualTo(SmallFolds.model(alone.get(3)));
  }

  @Test
  void itsCostIsThatOfItsOwnThread() {
    double sum =
        new ThreadRunner(faces, 2)
            .run(items, FoldWatcher.NONE).stream()
                .mapToDouble(result -> ((FoldResult.Trained) result.get()).cpuSeconds())
                .sum();
    assertThat(sum).isPositive();
  }

  @Test
  void whatDivergesIsAResult() {
    List<FoldTraining> steep = SmallFolds.items(1e9);
    assertThat(new ThreadRunner(faces, 1).run(steep, FoldWatcher.NONE))
        .allSatisfy(
            result -> assertThat(result.orElseThrow()).isInstanceOf(FoldResult.Diverged.class));
  }

  @Test
  void afterAnInterruptionNothingMoreIsDone() {
    ThreadRunner runner = new ThreadRunner(faces, 1);
    List<Integer> finished = new ArrayList<>();
    List<Optional<FoldResult>> results =
        runner.run(
            items,
            (item, _) -> {
              finished.add(item);
              if (item == 1) {
                runner.interrupt();
              }
            });
    assertThat(finished).containsExactly(0, 1);
    assertThat(results.subList(0, 2)).allMatch(Optional::isPresent);
    assertThat(results.subList(2, 6)).allMatch(Optional::isEmpty);
    assertThat(runner.run(items, FoldWatcher.NONE)).allMatch(Optional::isEmpty);
  }

  @Test
  void aMistakeInAnItemReachesTheCaller() {
    assertThatThrownBy(
            () ->
                new ThreadRunner(faces, 2)
                    .run(
                        items,
                        (_, _) -> {
                          throw new IllegalStateException("mistake");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mistake");
  }

  @Test
  void whatIsKeptIsNotTrainedAgain() throws Exception {
    KeptResults kept = new KeptResults(temp.resolve("kept"), faces.contentHash());
    ThreadRunner stopped = new ThreadRunner(faces, 1);
    new ResumedRunner(stopped, kept).run(items, (item, _) -> stopAfter(item, stopped));
    assertThat(files(temp.resolve("kept"))).isEqualTo(8); // four items, a text and a model each

    List<FoldTraining> trained = new ArrayList<>();
    FoldRunner counting = new CountingRunner(new ThreadRunner(faces, 2), trained);
    assertSame(new ResumedRunner(counting, kept).run(items, FoldWatcher.NONE));
    assertThat(trained).isEqualTo(items.subList(4, 6));

    Files.write(
        temp.resolve("kept").resolve(items.get(2).name(faces.contentHash()) + ".smilet"),
        new byte[] {1, 2, 3});
    trained.clear();
    assertSame(new ResumedRunner(counting, kept).run(items, FoldWatcher.NONE));
    assertThat(trained).as("a damaged model is trained again").isEqualTo(items.subList(2, 3));
  }

  private static void stopAfter(int item, ThreadRunner runner) {
    if (item == 3) {
      runner.interrupt();
    }
  }

  @Test
  void resultsOnOtherFacesAreNotFound() throws Exception {
    KeptResults kept = new KeptResults(temp.resolve("others"), "one");
    kept.keep(items.getFirst(), alone.getFirst().orElseThrow());
    assertThat(kept.read(items.getFirst())).isPresent();
    assertThat(new KeptResults(temp.resolve("others"), "two").read(items.getFirst())).isEmpty();
    FoldResult diverged = new FoldResult.Diverged("too steep");
    kept.keep(items.get(1), diverged);
    assertThat(kept.read(items.get(1))).contains(diverged);
  }

  private record CountingRunner(FoldRunner runner, List<FoldTraining> trained)
      implements FoldRunner {
    @Override
    public List<Optional<FoldResult>> run(List<FoldTraining> items, FoldWatcher watcher) {
      trained.addAll(items);
      return runner.run(items, watcher);
    }

    @Override
    public void interrupt() {
      runner.interrupt();
    }

    @Override
    public void close() {
      runner.close();
    }
  }

  private static long files(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static void assertSame(List<Optional<FoldResult>> results) {
    assertThat(results).hasSameSizeAs(alone);
    IntStream.range(0, alone.size())
        .forEach(
            i ->
                assertThat(SmallFolds.model(results.get(i)))
                    .isEqualTo(SmallFolds.model(alone.get(i))));
  }
}
