/**
 * Arithmetic with integers that carry a binary point: rounding, saturation, the square root and the
 * sigmoid. A name that ends in {@code Qn} holds a real value times 2<sup>n</sup>: {@code logitQ16}
 * is a logit times {@link smilet.shared.fixed.Q16#ONE}, {@code probabilityQ15} a probability times
 * {@link smilet.shared.fixed.Q15#ONE}. Nothing here touches a float, so every CPU gives the same
 * bits.
 */
package smilet.shared.fixed;
