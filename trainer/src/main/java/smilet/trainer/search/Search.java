package smilet.trainer.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import smilet.shared.error.UserError;
import smilet.trainer.data.Dataset;
import smilet.trainer.folds.CrossValidation;
import smilet.trainer.folds.FoldResult;
import smilet.trainer.folds.FoldRunner;
import smilet.trainer.folds.FoldTraining;

/** A search by successive halving. Every decision depends on results in the order of the items. */
public final class Search {
  /** Draws per unit of the budget; the first rung needs fewer candidates, and some do not fit. */
  private static final int DRAWS_PER_BUDGET = 8;

  /** Trainings of the usual network that the last step may cost: the winner may take 2.5 x 2. */
  private static final double LAST_STEP = 3;

  private final SearchRequest request;
  private final CandidateSource source;
  private final List<Rung> ladder;

  /**
   * @throws UserError if a fold lacks smiles or other faces, or no network fits the bytes
   */
  public Search(SearchRequest request, Dataset data) {
    data.requireAtLeast(request.grid());
    CrossValidation.requireBothClasses(data, request.folds());
    this.request = request;
    this.source = new CandidateSource(request, data.size());
    this.ladder = Rung.ladder(request.keptBack());
  }

  /**
   * Searches.
   *
   * @return empty if the runner was interrupted
   */
  public Optional<SearchOutcome> run(FoldRunner runner, SearchProgress progress) {
    List<Candidate> candidates = candidates();
    double budget = (request.budget() - LAST_STEP) * unit(candidates);
    List<List<Standing>> standings = new ArrayList<>();
    double unspent = 0;
    for (Rung rung : ladder) {
      double available = unspent + rung.budgetShare() * budget;
      List<Candidate> chosen = affordable(candidates, rung, available);
      unspent = available - chosen.stream().mapToDouble(rung::work).sum();
      String step =
          String.format(Locale.ROOT, "rung %d of %d", standings.size() + 1, ladder.size());
      Optional<List<Standing>> result = climb(rung, chosen, runner, progress, step);
      if (result.isEmpty()) {
        return Optional.empty();
      }
      standings.add(result.get());
      candidates = result.get().stream().filter(this::eligible).map(Standing::candidate).toList();
      if (candidates.isEmpty()) {
        throw new UserError(
            "no candidate gave a model of at most %s bytes; allow more --bytes or take another --seed"
                .formatted(request.bytes()));
      }
    }
    return judged(candidates.getFirst(), standings, runner, progress);
  }

  private boolean eligible(Standing standing) {
    return standing.complete() && standing.bytes() <= request.bytes();
  }

  /** The work of one training of the usual network. */
  private double unit(List<Candidate> candidates) {
    return source.usual().orElse(candidates.getFirst()).work(1);
  }

  /** Different candidates, the usual network first, as many as the first rung may ever need. */
  private List<Candidate> candidates() {
    Set<Candidate> candidates = new LinkedHashSet<>();
    source.usual().ifPresent(candidates::add);
    for (int draw = 0; draw < DRAWS_PER_BUDGET * request.budget(); draw++) {
      source.draw().ifPresent(candidates::add);
    }
    if (candidates.isEmpty()) {
      throw new UserError(
          "--bytes %s is too small for any network at --grid %s"
              .formatted(request.bytes(), request.grid()));
    }
    return List.copyOf(candidates);
  }

  /** The first of the candidates, as many as the work allows, at least one. */
  private static List<Candidate> affordable(List<Candidate> candidates, Rung rung, double work) {
    List<Candidate> chosen = new ArrayList<>();
    double sum = 0;
    for (Candidate candidate : candidates) {
      sum += rung.work(candidate);
      if (sum > work && !chosen.isEmpty()) {
        break;
      }
      chosen.add(candidate);
    }
    return chosen;
  }

  /** Trains and ranks; empty if the runner was interrupted. */
  private Optional<List<Standing>> climb(
      Rung rung, List<Candidate> chosen, FoldRunner runner, SearchProgress progress, String step) {
    List<FoldTraining> items = new ArrayList<>();
    for (Candidate candidate : chosen) {
      for (int fold : rung.judged()) {
        items.add(item(candidate, rung.share(), List.of(fold, request.keptBack())));
      }
    }
    Optional<List<FoldResult>> results =
        complete(runner.run(items, progress.begins(step, items.size())));
    int each = rung.judged().size();
    return results.map(
        all ->
            Stream.iterate(0, i -> i < chosen.size(), i -> i + 1)
                .map(i -> Standing.of(chosen.get(i), all.subList(i * each, (i + 1) * each)))
                .sorted(Standing.BEST_FIRST)
                .toList());
  }

  private FoldTraining item(Candidate candidate, double share, List<Integer> unseen) {
    return new FoldTraining(
        candidate.plan(share, request.seed()),
        Candidate.heldOut(request.seed()),
        request.folds(),
        unseen);
  }

  /** Trains the winner and the usual network on all searched folds and judges them on the last. */
  private Optional<SearchOutcome> judged(
      Candidate winner,
      List<List<Standing>> standings,
      FoldRunner runner,
      SearchProgress progress) {
    List<Candidate> finalists =
        Stream.concat(Stream.of(winner), source.usual().stream()).distinct().toList();
    List<FoldTraining> items =
        finalists.stream().map(each -> item(each, 1, List.of(request.keptBack()))).toList();
    return complete(runner.run(items, progress.begins("the last fold", items.size())))
        .map(
            results ->
                new SearchOutcome(
                    ladder,
                    standings,
                    judged(winner, results.getFirst()),
                    source.usual().map(usual -> judged(usual, results.getLast()))));
  }

  private static SearchOutcome.Judged judged(Candidate candidate, FoldResult result) {
    return switch (result) {
      case FoldResult.Trained trained ->
          new SearchOutcome.Judged(candidate, trained.auc(), trained.model(), trained.cpuSeconds());
      case FoldResult.Diverged diverged -> throw new UserError(diverged.message());
    };
  }

  private static Optional<List<FoldResult>> complete(List<Optional<FoldResult>> results) {
    return results.stream().allMatch(Optional::isPresent)
        ? Optional.of(results.stream().map(Optional::orElseThrow).toList())
        : Optional.empty();
  }
}
