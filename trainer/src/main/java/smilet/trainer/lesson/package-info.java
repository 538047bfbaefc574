/**
 * The lecture that Smilet starts from: a converter of nine weights learns two smiles and two other
 * faces of 3x3 pixels, by the same descent, rounding and integer classifier as every other model.
 */
package smilet.trainer.lesson;
