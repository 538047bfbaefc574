package smilet.shared.store;

import java.time.Instant;
import java.util.Set;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Signature;
import smilet.shared.file.VerificationKey;

/**
 * Whose models a store accepts and runs.
 *
 * @param keys the trusted public keys; if there are none, signatures do not matter
 */
public record TrustPolicy(Set<VerificationKey> keys) {
  /** Accepts every complete model. */
  public static final TrustPolicy ANYONE = new TrustPolicy(Set.of());

  public TrustPolicy {
    keys = Set.copyOf(keys);
  }

  /** Whether signatures matter. */
  boolean restricts() {
    return !keys.isEmpty();
  }

  /** Refuses a model that is not signed by one of the keys. */
  public void requireTrusted(ModelFile file) throws RefusedModelException {
    if (!restricts()) {
      return;
    }
    Signature signature =
        file.signature()
            .orElseThrow(
                () ->
                    new RefusedModelException(
                        "the model is not signed, and this device runs signed models only:"
                            + " sign it with smilet sign"));
    if (!keys.contains(signature.key())) {
      throw new RefusedModelException(
          "the model is signed with key " + signature.key() + ", which this device does not trust");
    }
  }

  /** Refuses a model that was signed before the newest one that was active. */
  void requireNotOlder(ModelFile file, long newestEpochSeconds) throws RefusedModelException {
    if (!restricts()) {
      return;
    }
    long signedAt = file.signature().orElseThrow().signedAtEpochSeconds();
    if (signedAt < newestEpochSeconds) {
      throw new RefusedModelException(
          "the model was signed at %s, before the newest model that this device has run (%s): sign it again, or roll back"
              .formatted(time(signedAt), time(newestEpochSeconds)));
    }
  }

  private static String time(long epochSeconds) {
    // An Instant covers a smaller range than a long does.
    return Instant.ofEpochSecond(
            Math.clamp(epochSeconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()))
        .toString();
  }
}
