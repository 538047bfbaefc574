/**
 * The lecture that Smilet began with: nine weights learn two smiles and two other faces of 3x3
 * pixels, with the same descent, rounding and integer classifier as every other model.
 */
package smilet.trainer.lesson;
