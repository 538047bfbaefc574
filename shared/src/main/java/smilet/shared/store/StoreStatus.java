package smilet.shared.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import smilet.shared.frame.Grid;

/**
 * What a store holds. Models are named by their content hash.
 *
 * @param current the model to run
 * @param before models active before it, the latest first
 * @param failure the latest model that the store went back from because the loop failed with it
 * @param loopRuns whether a loop runs from the store now
 * @param sensor the pixels of its frames
 * @param running the model that it runs
 * @param newestSignedEpochSeconds the latest signing time of a trusted model ever activated
 */
public record StoreStatus(
    Optional<String> current,
    List<String> before,
    Optional<ModelFailure> failure,
    boolean loopRuns,
    Optional<Grid> sensor,
    Optional<String> running,
    OptionalLong newestSignedEpochSeconds) {}
