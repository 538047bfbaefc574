package smilet.trainer.descent;

import java.util.OptionalDouble;

/**
 * One pass over all training samples, an epoch in other words.
 *
 * <p>Loss, roughly right and average error are taken on the way: of the weights as each sample met
 * them, before the step it had a part in.
 *
 * @param number from 1
 * @param loss mean logistic loss
 * @param roughlyRight samples within 10 points of right
 * @param averageError mean distance from right, percentage points
 * @param heldOutAuc ROC AUC on the held-out part after the pass, where there is one
 * @param learningRate at its end
 * @param cpuSeconds processor time since the run began
 * @param wallSeconds time since the run began
 */
public record Iteration(
    int number,
    double loss,
    int roughlyRight,
    double averageError,
    OptionalDouble heldOutAuc,
    double learningRate,
    double cpuSeconds,
    double wallSeconds) {}
