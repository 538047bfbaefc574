package smilet.trainer.search;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One step of a search. It trains candidates on everybody outside the judged fold and the fold that
 * is kept back.
 *
 * @param judged the folds on which each candidate is judged, with one training per fold
 * @param share how much of a whole training each takes, above 0 to 1
 * @param budgetShare how much of the budget this rung may use
 */
public record Rung(List<Integer> judged, double share, double budgetShare) {
  public Rung {
    judged = List.copyOf(judged);
  }

  /**
   * The rungs of a search: many candidates with a sixth of a training on one fold; fewer with a
   * third on two others; the best ones with a whole training on each fold.
   *
   * @param searched how many folds are searched, 2 or more: 0 to {@code searched} - 1
   */
  static List<Rung> ladder(int searched) {
    List<Integer> all = IntStream.range(0, searched).boxed().toList();
    return List.of(
        new Rung(all.subList(0, 1), 1.0 / 6, 0.25),
        new Rung(searched > 2 ? all.subList(1, 3) : all, 1.0 / 3, 0.3),
        new Rung(all, 1, 0.45));
  }

  /** The work that a candidate takes on this rung, in multiply-adds per face. */
  double work(Candidate candidate) {
    return judged.size() * candidate.work(share);
  }
}
