/**
 * Delivery of a model: into a store on this machine, or through the user's own {@code ssh} to the
 * install command of devices, many at once, with an answer from each. Also the keys that sign
 * models.
 */
package smilet.trainer.flash;
