package smilet.trainer.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.Outputs;
import smilet.shared.file.VerificationKey;
import smilet.shared.trust.KeyList;
import smilet.shared.trust.KeyRing;
import smilet.trainer.flash.SigningKeys;

@Command(
    name = "trust",
    description =
        "Writes a signed list of the keys that devices trust from now on; smilet-device trust"
            + " --list takes it. Keys that are not in the list are revoked.",
    mixinStandardHelpOptions = true)
final class TrustCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "NAME",
      description = "The key pair that signs the list: one that devices trust until now.")
  Path key;

  @Option(
      names = "--list-version",
      required = true,
      paramLabel = "N",
      description = "The version of the list, 1 to 1000000000, higher than that of the last list.")
  int version;

  @Option(
      names = "--trusted-key",
      required = true,
      paramLabel = "HEX",
      split = ",",
      description = "A public key that signs models from now on, or several.")
  List<String> trustedKeys = new ArrayList<>();

  @Option(
      names = "--list-key",
      paramLabel = "HEX",
      split = ",",
      description = "A public key that signs lists from now on (default: the trusted keys).")
  List<String> listKeys = new ArrayList<>();

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The list to write.")
  Path out;

  @Override
  public Integer call() throws IOException {
    UserError.require(
        version >= 1 && version <= KeyList.MAX_VERSION,
        "--list-version",
        "1 to " + KeyList.MAX_VERSION,
        version);
    KeyRing ring = new KeyRing(keys("--trusted-key", trustedKeys), keys("--list-key", listKeys));
    UserError.require(key.getFileName() != null, "--key", "the name of a file", key);
    SigningKeys keys = SigningKeys.read(key);
    keys.warning().ifPresent(warning -> spec.commandLine().getErr().println(warning));
    new Outputs()
        .reads(SigningKeys.privateFile(key))
        .reads(SigningKeys.publicFile(key))
        .writes("--out", out);
    KeyList list = UserError.naming("--key", () -> keys.sign(version, ring));
    AtomicFile.write(out, list.text().getBytes(StandardCharsets.US_ASCII));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT, "%s is list version %d, signed by %s%n", out, version, keys.publicKey());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static Set<VerificationKey> keys(String option, List<String> texts) {
    UserError.require(
        texts.size() <= KeyList.MAX_KEYS, option, KeyList.MAX_KEYS + " at most", texts.size());
    return UserError.naming(option, () -> VerificationKey.setOf(texts));
  }
}
