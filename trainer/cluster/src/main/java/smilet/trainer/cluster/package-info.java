/**
 * Runs fold trainings on an Apache Spark cluster: one task per training, results in the order of
 * the items. The workers read the faces from the same path as the driver. Uses Spark and, of the
 * trainer, only folds.
 */
package smilet.trainer.cluster;
