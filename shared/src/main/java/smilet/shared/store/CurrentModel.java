package smilet.shared.store;

import java.util.Optional;
import smilet.shared.file.ModelFile;

/**
 * The model to run.
 *
 * @param model whole and trusted
 * @param warning why it is not the model that was activated last, if it is not
 */
public record CurrentModel(ModelFile model, Optional<String> warning) {}
