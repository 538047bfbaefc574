package smilet.trainer.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import smilet.trainer.network.Block;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;
import smilet.trainer.quantise.Quantisation;
import smilet.trainer.score.RocCurve;

/**
 * One run of gradient descent. The same network, samples and recipe give the same weights, bit for
 * bit, whatever the number of threads. {@link #interrupt} may come from another thread.
 */
public final class Descent {
  /**
   * A loss so many times that of the start, or of knowing nothing, will not come back by itself.
   */
  private static final double DIVERGED = 5;

  /** What sums of shares may lack of a whole. */
  private static final double NEARLY = 1e-9;

  private static final double LOSS_OF_KNOWING_NOTHING = StrictMath.log(2);

  private final Network start;
  private final Samples samples;
  private final Optional<Samples> heldOut;
  private final Recipe recipe;
  private final int threads;
  private final Stopwatch stopwatch;

  private final int batchSize;
  private final int batches;
  private final int[] order;
  private final List<Iteration> history = new ArrayList<>();
  private volatile boolean interrupted;

  private Learner learner;
  private Stepper stepper;
  private Kept best = NONE;

  /** By how much of the run a rule has brought its end forward, and which. */
  private double ahead;

  private Optional<StoppingRule> shortened = Optional.empty();
  private long wallStart;
  private long cpuStart;

  /** The best weights on the held-out part so far. */
  private record Kept(
      Optional<Network> network, Optional<Quantisation> quantisation, int iteration, double auc) {}

  private static final Kept NONE =
      new Kept(Optional.empty(), Optional.empty(), 0, Double.NEGATIVE_INFINITY);

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
    this.start = start.copy();
    this.samples = samples;
    this.heldOut = heldOut;
    this.recipe = recipe;
    this.threads = threads;
    this.stopwatch = stopwatch;
    batchSize =
        normalises()
            ? Math.max(1, Math.min(recipe.batchSize(), samples.count()) / Block.LANES) * Block.LANES
            : Math.min(recipe.batchSize(), samples.count());
    // Normalisation wants whole blocks: the first few of an order then come again at its end.
    int seen = samples.count();
    if (normalises()) {
      seen = (seen + Block.LANES - 1) / Block.LANES * Block.LANES;
    }
    batches = (seen + batchSize - 1) / batchSize;
    order = new int[seen];
    for (int i = 0; i < order.length; i++) {
      order[i] = i % samples.count();
    }
    learner = normalises() ? new NormalisedLearner(this.start) : new PlainLearner(this.start);
    stepper = new Stepper(recipe.optimiser(), decays());
  }

  private boolean normalises() {
    return recipe.normalised() && !start.architecture().convolutions().isEmpty();
  }

  /** Ends the run at the next step, with the best weights so far. */
  public void interrupt() {
    interrupted = true;
  }

  /**
   * Runs until a rule says stop.
   *
   * @throws DivergedException where the steps prove too long
   */
  public Outcome run(Listener listener) {
    wallStart = stopwatch.wallNanos();
    cpuStart = stopwatch.cpuNanos();
    try (WorkerPool pool = new WorkerPool(threads)) {
      BatchGradient gradient = new BatchGradient(learner, samples, batchSize, recipe, pool);
      // The first iteration is made whatever the budget: weights that met nothing are no model.
      for (int iteration = 1; iteration == 1 || progress(iteration - 1) < 1; iteration++) {
        if (progress(iteration - 1) >= roundingBegins() && beginRounding()) {
          gradient = new BatchGradient(learner, samples, batchSize, recipe, pool);
        }
        Optional<StoppingRule> stop = iterate(iteration, gradient, listener);
        if (stop.isPresent() && !roundsInstead(stop.get(), iteration)) {
          return outcome(stop.get());
        }
      }
    }
    return outcome(
        shortened.or(this::timeUsedUp).orElse(new StoppingRule.Iterations(recipe.iterations())));
  }

  /**
   * The share of the run that is done: of its iterations or, where that is more, of its time
   * budget, so that the learning rate falls and rounding begins while there is time.
   */
  private double progress(double iterationsDone) {
    double progress = iterationsDone / recipe.iterations() + ahead;
    for (StoppingRule rule : recipe.stops()) {
      if (rule instanceof StoppingRule.TimeBudget time) {
        progress = Math.max(progress, wallSeconds() / seconds(time));
      }
    }
    return progress > 1 - NEARLY ? 1 : progress;
  }

  private double roundingBegins() {
    return 1 - recipe.rounding().share() - NEARLY;
  }

  /** No gain before rounding has begun ends that part of the run only: rounding needs its own. */
  private boolean roundsInstead(StoppingRule stop, int iteration) {
    if (stop instanceof StoppingRule.NoGain
        && recipe.rounding().share() > 0
        && progress(iteration) < roundingBegins()) {
      ahead += roundingBegins() - progress(iteration);
      shortened = Optional.of(stop);
      return true;
    }
    return false;
  }

  private double wallSeconds() {
    return (stopwatch.wallNanos() - wallStart) * 1e-9;
  }

  private static double seconds(StoppingRule.TimeBudget time) {
    return time.budget().toNanos() * 1e-9;
  }

  /** One pass over all samples; the rule that ended it early or after it, if any. */
  private Optional<StoppingRule> iterate(int iteration, BatchGradient gradient, Listener listener) {
    if (batches > 1) {
      shuffle(iteration);
    }
    double loss = 0;
    double error = 0;
    int roughlyRight = 0;
    for (int batch = 0; batch < batches; batch++) {
      Optional<StoppingRule> now = stopNow();
      if (now.isPresent()) {
        return now;
      }
      int from = batch * batchSize;
      int to = Math.min(from + batchSize, order.length);
      BatchGradient.Score score = gradient.compute(iteration, order, from, to);
      requireSane(iteration, score.loss());
      loss += score.loss() * (to - from);
      error += score.error();
      roughlyRight += score.roughlyRight();
      if (batches == 1) {
        // With one batch the weights it met are known to be good enough: no step spoils them.
        Optional<StoppingRule> stop = goodEnough(100 * error / order.length, roughlyRight);
        if (stop.isPresent()) {
          return stop;
        }
      }
      double progress = progress(iteration - 1 + (batch + 1.0) / batches);
      stepper.step(
          learner.parameters(), gradient.sum(), to - from, recipe.schedule().factor(progress));
      listener.batchDone(progress, score.loss());
    }
    record(iteration, loss / order.length, roughlyRight, 100 * error / order.length);
    listener.iterationDone(history.getLast(), learner.network());
    return stopAfter(history.getLast());
  }

  /** From now on samples meet the network rounded; whether that is news. */
  private boolean beginRounding() {
    if (learner instanceof RoundedLearner) {
      return false;
    }
    Network network = learner.network().copy();
    learner =
        new RoundedLearner(
            network, Quantisation.calibrate(network, samples, recipe.rounding().weightBits()));
    Stepper before = stepper;
    stepper = new Stepper(recipe.optimiser(), decays());
    stepper.remember(before);
    // What was best without rounding need not be with it.
    best = NONE;
    return true;
  }

  private boolean[] decays() {
    return Learner.decays(start.architecture(), learner.parameters().length);
  }

  private Optional<Quantisation> quantisation() {
    return learner instanceof RoundedLearner rounded
        ? Optional.of(rounded.quantisation())
        : Optional.empty();
  }

  private void record(int iteration, double loss, int roughlyRight, double averageError) {
    OptionalDouble auc = OptionalDouble.empty();
    if (heldOut.isPresent()) {
      auc = OptionalDouble.of(heldOutAuc(heldOut.get()));
      if (auc.getAsDouble() > best.auc()) {
        best =
            new Kept(
                Optional.of(learner.network().copy()),
                quantisation(),
                iteration,
                auc.getAsDouble());
      }
    }
    double progress = progress(iteration);
    history.add(
        new Iteration(
            iteration,
            loss,
            roughlyRight,
            averageError,
            auc,
            recipe.optimiser().learningRate() * recipe.schedule().factor(progress),
            (stopwatch.cpuNanos() - cpuStart) * 1e-9,
            wallSeconds()));
  }

  private double heldOutAuc(Samples others) {
    boolean[] smiles = new boolean[others.count()];
    for (int i = 0; i < smiles.length; i++) {
      smiles[i] = others.smile(i);
    }
    return RocCurve.area(learner.network().logits(others), smiles);
  }

  /** Whether the run has to end between two steps. */
  private Optional<StoppingRule> stopNow() {
    if (interrupted) {
      return Optional.of(new StoppingRule.Interrupted());
    }
    return history.isEmpty() ? Optional.empty() : timeUsedUp();
  }

  private Optional<StoppingRule> timeUsedUp() {
    for (StoppingRule rule : recipe.stops()) {
      if (rule instanceof StoppingRule.TimeBudget time && wallSeconds() >= seconds(time)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private Optional<StoppingRule> goodEnough(double averageError, int roughlyRight) {
    for (StoppingRule rule : recipe.stops()) {
      boolean applies =
          switch (rule) {
            case StoppingRule.EverythingRoughlyRight _ -> roughlyRight == order.length;
            case StoppingRule.AverageError target -> averageError <= target.points();
            case StoppingRule.Iterations _,
                StoppingRule.NoGain _,
                StoppingRule.TimeBudget _,
                StoppingRule.Interrupted _ ->
                false;
          };
      if (applies) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private Optional<StoppingRule> stopAfter(Iteration done) {
    for (StoppingRule rule : recipe.stops()) {
      boolean applies =
          switch (rule) {
            case StoppingRule.Iterations most -> done.number() >= most.count();
            case StoppingRule.NoGain patience ->
                heldOut.isPresent() && done.number() - best.iteration() >= patience.iterations();
            case StoppingRule.TimeBudget time -> done.wallSeconds() >= seconds(time);
            case StoppingRule.EverythingRoughlyRight _,
                StoppingRule.AverageError _,
                StoppingRule.Interrupted _ ->
                false;
          };
      if (applies) {
        return Optional.of(rule);
      }
    }
    return batches == 1 ? Optional.empty() : goodEnough(done.averageError(), done.roughlyRight());
  }

  private Outcome outcome(StoppingRule reason) {
    Kept kept =
        recipe.stops().stream().anyMatch(rule -> rule instanceof StoppingRule.NoGain)
                && best.network().isPresent()
            ? best
            : new Kept(Optional.of(learner.network()), quantisation(), history.size(), 0);
    return new Outcome(
        kept.network().orElseThrow(),
        kept.iteration(),
        reason,
        new History(history),
        // Few bits are for weights that have learned to live with them.
        recipe.rounding().share() > 0 ? 8 : recipe.rounding().weightBits(),
        kept.quantisation());
  }

  private void requireSane(int iteration, double loss) {
    double worst = DIVERGED * LOSS_OF_KNOWING_NOTHING * Math.max(1, recipe.smileWeight());
    if (!history.isEmpty()) {
      worst = Math.max(worst, DIVERGED * history.getFirst().loss());
    }
    if (!(loss <= worst) && (iteration > 1 || !Double.isFinite(loss))) {
      double rate = recipe.optimiser().learningRate();
      throw new DivergedException(iteration, rate, rate / 10);
    }
  }

  /** A new order each iteration, from the seed and the iteration alone (Fisher and Yates). */
  private void shuffle(int iteration) {
    for (int i = 0; i < samples.count(); i++) {
      order[i] = i;
    }
    SplittableRandom random = new SplittableRandom(recipe.seed() * 0x9E3779B97F4A7C15L + iteration);
    for (int i = samples.count() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    for (int i = samples.count(); i < order.length; i++) {
      order[i] = order[i - samples.count()];
    }
  }
}
