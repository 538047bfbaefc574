package smilet.device.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import smilet.shared.file.VerificationKey;
import smilet.shared.store.TrustPolicy;

/** Whose models the device runs: an option of every command that opens a model store. */
final class TrustOptions {
  @Option(
      names = "--trusted-key",
      paramLabel = "HEX",
      split = ",",
      description = "runs only models signed with this Ed25519 public key, or one of several")
  List<String> trustedKeys = new ArrayList<>();

  TrustPolicy policy() {
    Set<VerificationKey> keys = new LinkedHashSet<>();
    for (String key : trustedKeys) {
      try {
        keys.add(new VerificationKey(key));
      } catch (IllegalArgumentException e) {
        throw new UserError("--trusted-key: " + e.getMessage(), e);
      }
    }
    return keys.isEmpty() ? TrustPolicy.ANYONE : new TrustPolicy(keys);
  }
}
