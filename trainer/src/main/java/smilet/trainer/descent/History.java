package smilet.trainer.descent;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A run, iteration by iteration.
 *
 * @param iterations in order, the first is number 1
 */
public record History(List<Iteration> iterations) {
  public History {
    iterations = List.copyOf(iterations);
  }

  /**
   * What a stretch of the run cost and gained.
   *
   * @param iterations how many
   * @param cpuSeconds processor time
   * @param lossGain by how much the loss fell
   * @param aucGain by how much the held-out AUC rose, where there is a held-out part
   */
  public record Gain(int iterations, double cpuSeconds, double lossGain, OptionalDouble aucGain) {}

  public double cpuSeconds() {
    return iterations.isEmpty() ? 0 : iterations.getLast().cpuSeconds();
  }

  /** What the last tenth of the iterations, one at least, gain. */
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
