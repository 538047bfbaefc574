package smilet.device.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;
import smilet.shared.file.VerificationKey;
import smilet.shared.store.TrustPolicy;

/** The option of every command that opens a model: which keys must have signed it. */
final class TrustOptions {
  @Option(
      names = "--trusted-key",
      paramLabel = "HEX",
      split = ",",
      description =
          "Accept only models that are signed with this Ed25519 public key, or with one of several"
              + " (default: accept all models).")
  List<String> trustedKeys = new ArrayList<>();

  TrustPolicy policy() {
    Set<VerificationKey> keys = new LinkedHashSet<>();
    for (String key : trustedKeys) {
      keys.add(UserError.naming("--trusted-key", () -> new VerificationKey(key)));
    }
    return keys.isEmpty() ? TrustPolicy.ANYONE : new TrustPolicy(keys);
  }
}
