package smilet.trainer.descent;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The iterations of a run.
 *
 * @param iterations in order, the first has number 1
 */
public record History(List<Iteration> iterations) {
  public History {
    iterations = List.copyOf(iterations);
  }

  /**
   * What some consecutive iterations cost and gained.
   *
   * @param iterations how many
   * @param cpuSeconds processor time
   * @param lossGain the decrease of the loss
   * @param aucGain the increase of the held-out AUC, if there is a held-out part
   */
  public record Gain(int iterations, double cpuSeconds, double lossGain, OptionalDouble aucGain) {}

  public double cpuSeconds() {
    return iterations.isEmpty() ? 0 : iterations.getLast().cpuSeconds();
  }

  /** What the last tenth of the iterations, at least one, cost and gained. */
  public Gain lastTenth() {
    int count = iterations.size();
    if (count < 2) {
      return new Gain(count, cpuSeconds(), 0, OptionalDouble.empty());
    }
    int gain = Math.max(1, count / 10);
    Iteration before = iterations.get(count - 1 - gain);
    Iteration last = iterations.getLast();
    return new Gain(
        gain,
        last.cpuSeconds() - before.cpuSeconds(),
        before.loss() - last.loss(),
        last.heldOutAuc().isPresent() && before.heldOutAuc().isPresent()
            ? OptionalDouble.of(last.heldOutAuc().getAsDouble() - before.heldOutAuc().getAsDouble())
            : OptionalDouble.empty());
  }
}
