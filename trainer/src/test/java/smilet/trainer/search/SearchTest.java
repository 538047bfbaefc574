package smilet.trainer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.error.UserError;
import smilet.shared.frame.Grid;
import smilet.trainer.data.Dataset;
import smilet.trainer.folds.FoldResult;
import smilet.trainer.folds.FoldRunner;
import smilet.trainer.folds.FoldTraining;
import smilet.trainer.folds.FoldWatcher;
import smilet.trainer.folds.SmallFolds;
import smilet.trainer.network.Architecture;

class SearchTest {
  @TempDir static Path temp;
  private static Dataset data;

  @BeforeAll
  static void draw() throws Exception {
    data = SmallFolds.faces(temp.resolve("faces"), 300);
  }

  /** Gives a model of a number of bytes, the better the fewer its weight bits; trains nothing. */
  private static final class ImaginedRunner implements FoldRunner {
    private final List<List<FoldTraining>> runs = new ArrayList<>();
    private final int modelBytes;
    private boolean interrupted;

    ImaginedRunner(int modelBytes) {
      this.modelBytes = modelBytes;
    }

    @Override
    public List<Optional<FoldResult>> run(List<FoldTraining> items, FoldWatcher watcher) {
      runs.add(items);
      return items.stream()
          .map(item -> interrupted ? Optional.<FoldResult>empty() : Optional.of(result(item)))
          .toList();
    }

    private FoldResult result(FoldTraining item) {
      int bits = item.plan().recipe().rounding().weightBits();
      return bits == 3
          ? new FoldResult.Diverged("too steep")
          : new FoldResult.Trained(new byte[modelBytes], 1 - bits / 100.0, 0.9, 0.9, 2);
    }

    @Override
    public void interrupt() {
      interrupted = true;
    }

    @Override
    public void close() {}
  }

  private static SearchRequest request(int bytes, long seed) {
    return new SearchRequest(new Grid(24, 24), bytes, 40, 5, seed);
  }

  @Test
  void noItemBeforeTheLastStepLearnsFromTheFoldThatIsKeptBackOrIsJudgedOnIt() {
    ImaginedRunner runner = new ImaginedRunner(900);
    assertThat(new Search(request(4096, 1), data).run(runner, SearchProgress.NONE)).isPresent();
    assertThat(runner.runs).hasSize(4);
    for (List<FoldTraining> rung : runner.runs.subList(0, 3)) {
      assertThat(rung)
          .allSatisfy(
              item -> {
                assertThat(item.unseen()).hasSize(2).contains(4);
                assertThat(item.judged()).isLessThan(4);
              });
    }
    assertThat(runner.runs.getLast())
        .hasSize(2)
        .allSatisfy(item -> assertThat(item.unseen()).containsExactly(4));
  }

  @Test
  void eachRungTrainsFewerCandidatesForLonger() {
    ImaginedRunner runner = new ImaginedRunner(900);
    SearchOutcome outcome =
        new Search(request(4096, 1), data).run(runner, SearchProgress.NONE).orElseThrow();
    List<Integer> sizes = outcome.standings().stream().map(List::size).toList();
    assertThat(sizes.get(0)).isGreaterThan(sizes.get(1)).isGreaterThan(20);
    assertThat(sizes.get(1)).isGreaterThan(sizes.get(2));
    assertThat(outcome.winner().candidate().weightBits()).as("the best in this world").isEqualTo(4);
    assertThat(outcome.models()).isEqualTo(runner.runs.stream().mapToInt(List::size).sum());
    assertThat(outcome.chosenOn().auc()).isEqualTo(0.96);
  }

  @Test
  void theSameSeedTrainsTheSameItemsAndAnotherSeedOthers() {
    assertThat(items(1)).isEqualTo(items(1)).isNotEqualTo(items(2));
  }

  private static List<List<FoldTraining>> items(long seed) {
    ImaginedRunner runner = new ImaginedRunner(900);
    new Search(request(4096, seed), data).run(runner, SearchProgress.NONE);
    return runner.runs;
  }

  @Test
  void anInterruptedSearchHasNoOutcome() {
    ImaginedRunner runner = new ImaginedRunner(900);
    runner.interrupt();
    assertThat(new Search(request(4096, 1), data).run(runner, SearchProgress.NONE)).isEmpty();
  }

  @Test
  void aModelThatIsTooLargeCannotWin() {
    ImaginedRunner runner = new ImaginedRunner(5000);
    assertThatThrownBy(() -> new Search(request(4096, 1), data).run(runner, SearchProgress.NONE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("4096 bytes");
  }

  @Test
  void bytesThatNoNetworkFitsAreRefusedInWords() {
    assertThatThrownBy(
            () -> new Search(request(300, 1), data).run(new ImaginedRunner(1), SearchProgress.NONE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--bytes 300");
  }

  @Test
  void everyCandidateFitsTheBytesAndTheGrid() {
    for (Grid grid : List.of(new Grid(48, 48), new Grid(30, 20), new Grid(12, 12))) {
      CandidateSource source = new CandidateSource(new SearchRequest(grid, 4096, 40, 5, 3), 10_000);
      List<Candidate> drawn =
          Stream.generate(source::draw).limit(200).flatMap(Optional::stream).toList();
      assertThat(drawn).hasSizeGreaterThan(50);
      for (Candidate candidate : drawn) {
        Architecture architecture = candidate.plan(1, 1).architecture();
        assertThat(FileSize.estimate(architecture, candidate.weightBits()))
            .isLessThanOrEqualTo(4096);
        assertThat(candidate.grid().width()).isBetween(8, grid.width());
        assertThat(candidate.grid().height()).isBetween(8, grid.height());
      }
    }
  }

  @Test
  void theUsualNetworkIsTheBestKnownOneThatFits() {
    assertThat(usual(48, 4096)).contains("4k");
    assertThat(usual(64, 70_000)).contains("64k");
    assertThat(usual(12, 4096)).contains("linear");
    assertThat(usual(48, 500)).isEmpty();
  }

  private static Optional<String> usual(int side, int bytes) {
    return new CandidateSource(new SearchRequest(new Grid(side, side), bytes, 40, 5, 1), 10_000)
        .usual()
        .map(Candidate::network);
  }

  @Test
  void theParetoFrontHasWhatNoOtherBeats() {
    Standing small = standing("4-4", 0.9, 900);
    Standing large = standing("8-8", 0.95, 1900);
    Standing worse = standing("8-9", 0.94, 1950);
    Standing diverged = new Standing(candidate("9"), List.of(), 0, 1);
    assertThat(Standing.paretoFront(List.of(large, worse, small, diverged), Standing::bytes))
        .containsExactly(small, large);
  }

  private static Standing standing(String network, double auc, int bytes) {
    return new Standing(candidate(network), List.of(auc), bytes, 1);
  }

  private static Candidate candidate(String network) {
    return new Candidate(new Grid(24, 24), network, 4, 10, 32, 0.01, 0);
  }
}
