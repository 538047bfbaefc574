package smilet.trainer.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;
import smilet.trainer.quantise.Quantisation;

/**
 * One run of gradient descent. The same network, samples and recipe give the same weights, bit for
 * bit, with any number of threads. {@link #interrupt} may be called from another thread.
 */
public final class Descent {
  private final Samples samples;
  private final Recipe recipe;
  private final int threads;

  private final SampleOrder order;
  private final RunProgress progress;
  private final StopDecision stop;
  private final DivergenceCheck divergence;
  private final BestNetwork best;
  private final List<Iteration> history = new ArrayList<>();

  private TrainableNetwork network;
  private OptimiserState optimiser;

  /**
   * @param start the weights to begin with; not changed
   * @param samples to learn from
   * @param heldOut of other people than {@code samples}: watched, never learned from
   * @param threads 1 or more, the caller's included
   */
  public Descent(
      Network start,
      Samples samples,
      Optional<Samples> heldOut,
      Recipe recipe,
      int threads,
      Stopwatch stopwatch) {
    if (samples.count() == 0) {
      throw new IllegalArgumentException("there must be samples to learn from, were none");
    }
    if (!samples.grid().equals(start.architecture().grid())) {
      throw new IllegalArgumentException(
          "samples must be %s, were %s".formatted(start.architecture().grid(), samples.grid()));
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, was " + threads);
    }
    this.samples = samples;
    this.recipe = recipe;
    this.threads = threads;
    boolean normalised = recipe.normalised() && !start.architecture().convolutions().isEmpty();
    order = new SampleOrder(samples.count(), recipe.batchSize(), normalised, recipe.seed());
    progress = new RunProgress(recipe, stopwatch);
    stop = new StopDecision(recipe, progress, order.batches() == 1, heldOut.isPresent());
    divergence = new DivergenceCheck(recipe);
    best = new BestNetwork(heldOut);
    network = normalised ? new NormalisedNetwork(start.copy()) : new PlainNetwork(start.copy());
    optimiser = new OptimiserState(recipe.optimiser(), network.decays());
  }

  /**
   * Ends the run before its next step, with the best network on the held-out part so far; without a
   * held-out part, with the last one.
   */
  public void interrupt() {
    stop.interrupt();
  }

  /**
   * Runs until a rule ends the run.
   *
   * @throws DivergedException if the loss grows too much because the steps are too long
   */
  public DescentResult run(DescentListener listener) {
    progress.start();
    try (WorkerPool pool = new WorkerPool(threads)) {
      BatchGradient gradient = new BatchGradient(network, samples, order, recipe, pool);
      for (int iteration = 1; ; iteration++) {
        if (progress.inRounding(iteration - 1) && !(network instanceof RoundedNetwork)) {
          beginRounding();
          gradient = new BatchGradient(network, samples, order, recipe, pool);
        }
        Optional<StoppingRule> reason = iterate(iteration, gradient, listener);
        if (reason.isPresent()) {
          return result(reason.get());
        }
      }
    }
  }

  /**
   * One pass over all samples; returns the rule that ends the run during it or after it, if any.
   */
  private Optional<StoppingRule> iterate(
      int iteration, BatchGradient gradient, DescentListener listener) {
    order.shuffle(iteration);
    BatchScore sum = BatchScore.NONE;
    for (int batch = 0; batch < order.batches(); batch++) {
      Optional<StoppingRule> reason = stop.beforeBatch(iteration);
      if (reason.isPresent()) {
        return reason;
      }
      BatchScore score = gradient.compute(iteration, batch);
      sum = sum.plus(score);
      divergence.check(iteration, score.meanLoss());
      reason = stop.beforeStep(score);
      if (reason.isPresent()) {
        return reason;
      }
      double done = progress.after(iteration - 1 + (batch + 1.0) / order.batches());
      double rateFactor = recipe.schedule().factor(done);
      optimiser.step(network.parameters(), gradient.sum(), score.samples(), rateFactor);
      listener.batchDone(done, score.meanLoss());
    }
    OptionalDouble heldOutAuc = best.compare(network, iteration);
    record(iteration, sum, heldOutAuc);
    listener.iterationDone(history.getLast(), network.network());
    return stop.afterIteration(iteration, sum, best.iteration());
  }

  /** From now on the forward pass rounds as the device does, with scales that are learned too. */
  private void beginRounding() {
    Network unrounded = network.network().copy();
    network =
        new RoundedNetwork(
            unrounded, Quantisation.calibrate(unrounded, samples, recipe.rounding().weightBits()));
    OptimiserState before = optimiser;
    optimiser = new OptimiserState(recipe.optimiser(), network.decays());
    optimiser.remember(before);
    best.beginRounding();
  }

  private void record(int iteration, BatchScore score, OptionalDouble heldOutAuc) {
    double rateFactor = recipe.schedule().factor(progress.after(iteration));
    if (iteration == 1) {
      divergence.firstIteration(score.meanLoss());
    }
    history.add(
        new Iteration(
            iteration,
            score.meanLoss(),
            score.roughlyRight(),
            score.averageError(),
            heldOutAuc,
            recipe.optimiser().learningRate() * rateFactor,
            progress.cpuSeconds(),
            progress.wallSeconds()));
  }

  private DescentResult result(StoppingRule reason) {
    BestNetwork.Snapshot last = BestNetwork.Snapshot.of(network, history.size());
    boolean keepsBest = stop.keepsBest() || reason instanceof StoppingRule.Interrupted;
    BestNetwork.Snapshot kept = keepsBest ? best.best().orElse(last) : last;
    // Few bits suit only weights that were trained with rounding. If the run ended before that
    // part, the model gets 8 bits.
    int weightBits = recipe.rounding().share() > 0 ? 8 : recipe.rounding().weightBits();
    return new DescentResult(
        kept.network(),
        kept.iteration(),
        reason,
        new History(history),
        weightBits,
        kept.quantisation());
  }
}
