package smilet.trainer.descent;

import java.util.OptionalDouble;

/**
 * One pass over all training samples, also called an epoch.
 *
 * <p>Loss, roughly right and average error are measured during the pass: for each sample with the
 * weights before the step of its batch.
 *
 * @param number from 1
 * @param loss mean logistic loss
 * @param roughlyRight samples whose percentage is within 10 points of the label
 * @param averageError mean distance of the percentages from the labels, percentage points
 * @param heldOutAuc ROC AUC on the held-out part after the pass, if there is one
 * @param learningRate at the end of the pass
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
