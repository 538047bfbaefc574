/**
 * Trainings that each hold out a fold of the people, and who runs them: the threads of this machine
 * or, if the module for it is there, a cluster. A {@link smilet.trainer.folds.FoldTraining} is a
 * function of itself and the faces, so it gives the same bytes wherever it runs; results are used
 * in the order of the items. {@link smilet.trainer.folds.CrossValidation} judges what comes back.
 * Uses data, evaluate, heads and pipeline.
 */
package smilet.trainer.folds;
