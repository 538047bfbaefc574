package smilet.device.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;
import smilet.shared.file.VerificationKey;
import smilet.shared.store.TrustPolicy;
import smilet.shared.trust.KeyRing;

/** The option of every command that opens a model: which keys must have signed it. */
final class TrustOptions {
  @Option(
      names = "--trusted-key",
      paramLabel = "HEX",
      split = ",",
      description =
          "Accept only models that are signed with this Ed25519 public key, or with one of several."
              + " A store remembers the first such keys and accepts nothing else from then on"
              + " (default: what the store remembers, or all models).")
  List<String> trustedKeys = new ArrayList<>();

  @Option(
      names = "--list-key",
      paramLabel = "HEX",
      split = ",",
      description =
          "This key, or one of several, signs the lists that replace keys (default: the trusted"
              + " keys).")
  List<String> listKeys = new ArrayList<>();

  @Option(
      names = "--for",
      paramLabel = "NAME",
      description =
          "Accept only models that were made for this kind of device with smilet train --for or"
              + " smilet sign --for (default: for any).")
  Optional<String> kind;

  TrustPolicy policy() {
    Set<VerificationKey> keys =
        UserError.naming("--trusted-key", () -> VerificationKey.setOf(trustedKeys));
    Set<VerificationKey> signers =
        UserError.naming("--list-key", () -> VerificationKey.setOf(listKeys));
    UserError.require(
        signers.isEmpty() || !keys.isEmpty(), "--list-key", "given with --trusted-key", "alone");
    KeyRing ring = new KeyRing(keys, signers);
    return UserError.naming("--for", () -> new TrustPolicy(ring, kind));
  }
}
