/**
 * Figures that follow from one score per sample and its label: the probability and the logistic
 * loss of a logit, the ROC curve with the area under it, and counts per value. Depends on no other
 * package, so that training, calibration and evaluation all use the same formulas.
 */
package smilet.trainer.score;
