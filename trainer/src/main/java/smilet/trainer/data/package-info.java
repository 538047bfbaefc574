/**
 * Labelled faces and where they come from: folders of pictures, lists of them, tables of pixel
 * rows, faces drawn by rule. They are kept as a sensor would have given them, as frames, and every
 * way to a network's inputs leads through {@link smilet.shared.frame.Preprocessor}, as on the
 * device.
 */
package smilet.trainer.data;
