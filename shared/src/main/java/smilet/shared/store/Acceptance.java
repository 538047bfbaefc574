package smilet.shared.store;

import java.util.Optional;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Signature;
import smilet.shared.file.VerificationKey;
import smilet.shared.trust.KeyRing;

/**
 * Which models a store accepts: those that its own trust allows, narrowed by the policy of the
 * caller. The signed lists of the store replace the keys of both.
 *
 * @param own what the store itself says
 * @param lost whether the store had trusted keys and its trust file is missing or damaged
 * @param callers what the caller says
 */
record Acceptance(StoreTrust own, boolean lost, TrustPolicy callers) {
  /** Whether signatures matter. */
  boolean restricts() {
    return lost || own.restricts() || !callers.ring().isEmpty();
  }

  /**
   * The newest model of any key that still counts. A key that was revoked no longer matters, so a
   * thief who signed the highest version with it has not locked anybody out.
   */
  SignedVersion floor() {
    KeyRing first = own.restricts() ? own.first() : callers.ring();
    return own.newestOf(first.after(own.lists()).keys());
  }

  /** Refuses a model that is not signed by a trusted key, or is for another kind of device. */
  void requireTrusted(ModelFile file) throws RefusedModelException {
    requireSigned("model", file.signature());
    requireFor(own.kind(), file);
    requireFor(callers.kind(), file);
  }

  /**
   * Refuses what is not signed by a trusted key.
   *
   * @param what its name in the message
   */
  void requireSigned(String what, Optional<Signature> signature) throws RefusedModelException {
    if (lost) {
      throw new RefusedModelException(
          "the store's file \"trust\" is missing or damaged, so no key is trusted: set the keys"
              + " again with smilet-device trust --set --trusted-key HEX");
    }
    requireSignedBy(own.first(), what, signature);
    requireSignedBy(callers.ring(), what, signature);
  }

  /** Also refuses a model older than the newest one, unless it has proven itself here. */
  void requireAllowed(ModelFile file, String hash) throws RefusedModelException {
    requireTrusted(file);
    if (!own.isProven(hash)) {
      requireNotOlder(file);
    }
  }

  /** Refuses a trusted model that is older than the newest one. */
  void requireNotOlder(ModelFile file) throws RefusedModelException {
    SignedVersion floor = floor();
    SignedVersion signed = SignedVersion.of(file);
    if (restricts() && signed.compareTo(floor) < 0) {
      throw new RefusedModelException(
          ("the model (%s) is older than the newest that this store has seen (%s): sign it again"
                  + " with a higher version, or allow it with smilet-device trust"
                  + " --forget-versions")
              .formatted(signed, floor));
    }
  }

  private void requireSignedBy(KeyRing first, String what, Optional<Signature> signature)
      throws RefusedModelException {
    if (first.isEmpty()) {
      return;
    }
    if (signature.isEmpty()) {
      throw new RefusedModelException(
          "the %s is not signed, and this device runs signed %ss only: sign it with smilet sign"
              .formatted(what, what));
    }
    VerificationKey key = signature.get().key();
    if (!first.after(own.lists()).keys().contains(key)) {
      throw new RefusedModelException(
          "the %s is signed with key %s, which this device %s"
              .formatted(
                  what,
                  key,
                  first.keys().contains(key)
                      ? "no longer trusts: a signed list of keys has revoked it"
                      : "does not trust"));
    }
  }

  private static void requireFor(Optional<String> kind, ModelFile file)
      throws RefusedModelException {
    if (kind.isPresent() && !file.madeFor().equals(kind)) {
      throw new RefusedModelException(
          "the model is for %s, but this device takes only models for \"%s\": train or sign it"
                  .formatted(
                      file.madeFor().map(name -> "\"" + name + "\"").orElse("no kind of device"),
                      kind.get())
              + " with --for");
    }
  }
}
