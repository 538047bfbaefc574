/**
 * Gradient descent. A {@link smilet.trainer.descent.Descent} runs all samples through a network
 * again and again and changes every weight a little after each batch, as a {@link
 * smilet.trainer.descent.Recipe} says, until a {@link smilet.trainer.descent.StoppingRule} applies.
 * The same loop trains the lecture's nine weights, linear models and convolutions. The {@link
 * smilet.trainer.descent.History} of a run says what each iteration cost and gained. Depends on
 * {@code network}, {@code quantise} and {@code score}.
 */
package smilet.trainer.descent;
