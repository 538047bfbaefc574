package smilet.shared.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import smilet.shared.frame.Grid;
import smilet.shared.trust.KeyRing;

/**
 * What a store holds. Models are named by their content hash.
 *
 * @param current the model to run
 * @param before models active before it, the latest first
 * @param failure the latest model that the store went back from because it failed
 * @param trying the model whose trial has begun and not ended
 * @param loopRuns whether a loop runs from the store now
 * @param sensor the pixels of its frames
 * @param running the model that it runs
 * @param condition how the loop is
 * @param trust what the store accepts
 */
public record StoreStatus(
    Optional<String> current,
    List<String> before,
    Optional<ModelFailure> failure,
    Optional<String> trying,
    boolean loopRuns,
    Optional<Grid> sensor,
    Optional<String> running,
    Condition condition,
    Trust trust) {

  /**
   * How a running loop is; all empty if none runs.
   *
   * @param since when it took up its model, in UTC
   * @param fault since when the sensor has a fault, and which
   * @param drift since when something is no longer as the model is used to, and what
   */
  public record Condition(Optional<String> since, Optional<String> fault, Optional<String> drift) {}

  /**
   * What a store accepts, whoever calls.
   *
   * @param kind the kind of device that models must be for
   * @param ring the keys that count now; if there are none, signatures do not matter
   * @param listVersion the version of the last signed list of keys; 0 if there was none
   * @param newestVersion the version of the newest trusted model seen; 0 if none had a version
   * @param newestSignedEpochSeconds when that one was signed
   */
  public record Trust(
      Optional<String> kind,
      KeyRing ring,
      int listVersion,
      int newestVersion,
      OptionalLong newestSignedEpochSeconds) {}

  /** When the newest trusted model was signed. */
  public OptionalLong newestSignedEpochSeconds() {
    return trust.newestSignedEpochSeconds();
  }
}
