package smilet.trainer.pipeline;

import smilet.shared.file.ModelFile;
import smilet.trainer.data.Split;
import smilet.trainer.descent.Outcome;

/**
 * What a training leaves.
 *
 * @param file the model as it goes to the device
 * @param outcome how the descent went, and the float network
 * @param split what was learned from and what was held out
 */
public record Trained(ModelFile file, Outcome outcome, Split split) {}
