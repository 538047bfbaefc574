/**
 * What a model's pictures look like, in a few integers each, so that a device can tell when its
 * pictures are no longer like those that the model learned from. {@link smilet.shared.drift.Traits}
 * measures a picture, {@link smilet.shared.drift.FamiliarRange} is what the trainer writes into the
 * model file. The device's room {@code drift} compares the two.
 */
package smilet.shared.drift;
