package smilet.trainer.report;

import smilet.trainer.descent.History;

/**
 * What only the training itself knows.
 *
 * @param history iteration by iteration
 * @param stopped why it ended
 * @param floatAuc the float network's area under the ROC curve, on the report's faces
 */
public record TrainingSummary(History history, String stopped, double floatAuc) {}
