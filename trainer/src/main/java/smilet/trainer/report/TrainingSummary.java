package smilet.trainer.report;

import smilet.trainer.descent.History;

/**
 * What a report says about the training; the model file does not hold it.
 *
 * @param history the iterations
 * @param stopped why training stopped
 * @param floatAuc the area under the float network's ROC curve, on the faces of the report
 */
public record TrainingSummary(History history, String stopped, double floatAuc) {}
