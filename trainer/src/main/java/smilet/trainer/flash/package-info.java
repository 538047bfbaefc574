/**
 * Installs a model on targets: in model stores on this machine, or on devices through the user's
 * own {@code ssh}, several at once, with a report from each. Also the keys that sign models. Uses
 * no other package of the trainer.
 */
package smilet.trainer.flash;
