package smilet.trainer.search;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import smilet.trainer.folds.FoldResult;

/**
 * How a candidate did on a rung.
 *
 * @param candidate which one
 * @param aucs the area under the ROC curve of the integer model per judged fold; empty if a
 *     training diverged
 * @param bytes the largest of its model files; 0 if a training diverged
 * @param cpuSeconds what its trainings on this rung cost
 */
public record Standing(Candidate candidate, List<Double> aucs, int bytes, double cpuSeconds) {
  /** The best one first; then the smaller file, then the fewer multiply-adds. */
  static final Comparator<Standing> BEST_FIRST =
      Comparator.comparingDouble(Standing::auc)
          .reversed()
          .thenComparingInt(Standing::bytes)
          .thenComparingLong(standing -> standing.candidate().multiplyAdds());

  public Standing {
    aucs = List.copyOf(aucs);
  }

  static Standing of(Candidate candidate, List<FoldResult> results) {
    List<FoldResult.Trained> trained =
        results.stream()
            .filter(FoldResult.Trained.class::isInstance)
            .map(FoldResult.Trained.class::cast)
            .toList();
    boolean complete = trained.size() == results.size();
    return new Standing(
        candidate,
        complete ? trained.stream().map(FoldResult.Trained::auc).toList() : List.of(),
        complete ? trained.stream().mapToInt(result -> result.model().length).max().orElse(0) : 0,
        trained.stream().mapToDouble(FoldResult.Trained::cpuSeconds).sum());
  }

  /** Whether every training gave a model. */
  public boolean complete() {
    return !aucs.isEmpty();
  }

  /** The mean over the judged folds; 0 if a training diverged. */
  public double auc() {
    return aucs.stream().mapToDouble(auc -> auc).average().orElse(0);
  }

  /**
   * The standings that no other beats: none of the others is at least as good with a smaller file,
   * or better with a file as small.
   *
   * @param size what counts as small, such as bytes
   */
  public static List<Standing> paretoFront(
      List<Standing> standings, ToDoubleFunction<Standing> size) {
    return standings.stream()
        .filter(Standing::complete)
        .filter(
            one ->
                standings.stream()
                    .filter(Standing::complete)
                    .noneMatch(
                        other ->
                            size.applyAsDouble(other) <= size.applyAsDouble(one)
                                && other.auc() >= one.auc()
                                && (size.applyAsDouble(other) < size.applyAsDouble(one)
                                    || other.auc() > one.auc())))
        .sorted(Comparator.comparingDouble(size))
        .toList();
  }
}
