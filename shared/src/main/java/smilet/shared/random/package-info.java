/**
 * Random numbers that can be drawn again: everything that is left to chance follows from one seed,
 * by the rule in {@link smilet.shared.random.Seeds}. Depends on no other package.
 */
package smilet.shared.random;
