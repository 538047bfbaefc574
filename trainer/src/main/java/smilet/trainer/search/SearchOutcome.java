package smilet.trainer.search;

import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param ladder the rungs
 * @param standings the standings of each rung, the best first
 * @param winner the best of the last rung, chosen on the searched folds
 * @param usual the best network known before the search, if one fits the size
 */
public record SearchOutcome(
    List<Rung> ladder, List<List<Standing>> standings, Judged winner, Optional<Judged> usual) {

  /**
   * A candidate that was trained on all searched folds and judged on the fold that was kept back.
   *
   * @param candidate which one
   * @param auc the area under its ROC curve on the fold that the search never saw
   * @param model the bytes of the model file
   * @param cpuSeconds what this training cost
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Judged(Candidate candidate, double auc, byte[] model, double cpuSeconds) {}

  public SearchOutcome {
    ladder = List.copyOf(ladder);
    standings = List.copyOf(standings);
  }

  /** How the winner did on the folds that it was chosen on. */
  public Standing chosenOn() {
    return standings.getLast().getFirst();
  }

  /** How many models were trained, those for the last fold included. */
  public int models() {
    int models = usual.isPresent() ? 2 : 1;
    for (int rung = 0; rung < ladder.size(); rung++) {
      models += standings.get(rung).size() * ladder.get(rung).judged().size();
    }
    return models;
  }

  /** Processor time of all trainings together. */
  public double cpuSeconds() {
    return winner.cpuSeconds()
        + usual.map(Judged::cpuSeconds).orElse(0.0)
        + standings.stream().flatMap(List::stream).mapToDouble(Standing::cpuSeconds).sum();
  }
}
