/**
 * Arithmetic with integers that carry a binary point: rounding, saturation, the square root and the
 * sigmoid. A name that ends in {@code Qn} holds a real value times 2<sup>n</sup>: {@code logitQ16}
 * is a logit times 65536, {@code probabilityQ15} a probability times 32768. Nothing here touches a
 * float, so every CPU gives the same bits.
 */
package smilet.shared.fixed;
