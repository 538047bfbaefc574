/**
 * Gradient descent: a {@link smilet.trainer.descent.Descent} lets a network see all samples again
 * and again and tweaks every weight a little after each batch, as a {@link
 * smilet.trainer.descent.Recipe} says, until the first {@link smilet.trainer.descent.StoppingRule}
 * fires. One loop serves the lecture's four pictures, the linear converter and the convolutions.
 * What it cost and what it gained stands in the {@link smilet.trainer.descent.History}.
 */
package smilet.trainer.descent;
