/**
 * Labelled faces: reading them from folders of pictures, tables of pictures and tables of pixels,
 * drawing them, splitting them by person, varying them for training. Faces are kept as frames, as a
 * sensor gives them, and become a network's inputs through {@link
 * smilet.shared.frame.Preprocessor}, as on the device. Of the trainer, uses only network, whose
 * {@link smilet.trainer.network.Samples} it implements.
 */
package smilet.trainer.data;
