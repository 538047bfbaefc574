/**
 * Many devices at a time: how each of them is ({@link smilet.trainer.fleet.Fleet}), and a new model
 * that goes to a few of them first ({@link smilet.trainer.fleet.Canary}). It asks the device
 * program through the same ssh as {@code flash}, on which it depends.
 */
package smilet.trainer.fleet;
