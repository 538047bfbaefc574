/**
 * Training and measuring face finders. {@link smilet.trainer.finder.FinderSamples} shows a network
 * faces on backgrounds, parts of faces and windows of pictures without faces; {@link
 * smilet.trainer.finder.FinderTraining} lets it descend on them, while {@link
 * smilet.trainer.finder.Mining} adds the windows that it takes for faces; {@link
 * smilet.trainer.finder.Scenes} composes pictures to measure with, and {@link
 * smilet.trainer.finder.FinderEvaluation} measures. May use {@code data}, {@code descent}, {@code
 * heads}, {@code network}, {@code quantise} and the shared module.
 */
package smilet.trainer.finder;
