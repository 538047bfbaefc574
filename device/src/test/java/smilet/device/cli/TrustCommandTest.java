package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.supply.BrightnessModel;
import smilet.shared.file.ModelFile;
import smilet.shared.file.VerificationKey;
import smilet.shared.trust.KeyList;
import smilet.shared.trust.KeyRing;

/** What the command line lets a human, a signed list and a model file do under a trust policy. */
class TrustCommandTest {
  private static final byte[] NOTHING = {};

  @TempDir Path temp;

  private final Signer old = new Signer();
  private final Signer next = new Signer();
  private String store;

  private static final class Signer {
    final KeyPair pair;
    final VerificationKey key;

    Signer() {
      try {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        key = VerificationKey.of(pair.getPublic());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    ModelFile sign(int bias, int version) throws Exception {
      return BrightnessModel.file(bias).withVersion(version).signed(pair.getPrivate(), key, 5);
    }
  }

  @BeforeEach
  void trustOneKey() {
    store = temp.resolve("store").toString();
    assertThat(trust("--set", "--trusted-key", old.key.hex()).out())
        .isEqualTo("accepts  models signed by " + old.key.hex() + "\n");
  }

  @Test
  void aSignedListReplacesTheKeysAlsoForModelsThatAreStored() throws Exception {
    assertThat(install(old.sign(0, 1)).exitCode()).isZero();
    Path file = temp.resolve("list");
    Files.writeString(file, list(1, next.key, old));
    assertThat(trust("--list", file.toString()).out())
        .isEqualTo(
            """
            accepts  models signed by %s
                     keys are those of list version 1
            """
                .formatted(next.key.hex()));
    assertThat(selftest("--model", store).err()).contains("revoked").hasLineCount(1);
    assertThat(install(old.sign(0, 2)).json().get("reason")).contains("revoked");
    assertThat(install(next.sign(1, 1)).exitCode()).isZero();
  }

  @Test
  void aListMayComeOnStandardInputAndIsRefusedWithItsReason() throws Exception {
    byte[] bytes = list(2, next.key, old).getBytes(StandardCharsets.US_ASCII);
    assertThat(CommandRun.of(bytes, "trust", "--store", store, "--list", "-").exitCode()).isZero();

    refused("may not sign lists", list(3, next.key, old));
    refused("above 2", list(1, next.key, next));
    refused("--list: it is not a list of keys", "keys");
    refused("forged", list(3, next.key, next).replace("version 3", "version 4"));
    assertThat(trust("--list", temp.resolve("none").toString()).err())
        .isEqualTo(
            "smilet-device trust: cannot read %s: no such file or folder\n"
                .formatted(temp.resolve("none")));
    assertThat(trust().out()).contains("models signed by " + next.key.hex(), "list version 2");
  }

  private void refused(String reason, String list) throws IOException {
    Path file = Files.writeString(temp.resolve("refused"), list);
    CommandRun ran = trust("--list", file.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains(reason).hasLineCount(1);
  }

  @Test
  void versionsAreForgottenOnlyDeliberately() throws Exception {
    assertThat(install(old.sign(0, 7)).exitCode()).isZero();
    assertThat(trust().out()).contains("newest   version 7");
    assertThat(install(old.sign(1, 6)).json().get("reason")).contains("--forget-versions");
    assertThat(trust("--forget-versions").out())
        .isEqualTo("accepts  models signed by " + old.key.hex() + "\n");
    assertThat(install(old.sign(1, 6)).exitCode()).isZero();
  }

  @Test
  void changesExcludeOneAnother() {
    assertThat(trust("--forget-versions", "--accept-all").exitCode()).isEqualTo(2);
    assertThat(trust("--set").err()).contains("--set must be given with --trusted-key or --for");
  }

  @Test
  void aModelFileMustBeOneThatTheNamedStoreAccepts() throws Exception {
    assertThat(install(old.sign(0, 7)).exitCode()).isZero();
    modelFile(BrightnessModel.file(1), "FAULTY", "not signed");
    modelFile(next.sign(1, 8), "FAULTY", "which this device does not trust");
    modelFile(old.sign(1, 6), "FAULTY", "older than the newest");
    modelFile(old.sign(1, 8), "ok", "");
    assertThat(trust("--accept-all").out()).isEqualTo("accepts  models of anybody\n");
    modelFile(BrightnessModel.file(1), "ok", "");
  }

  private void modelFile(ModelFile model, String result, String reason) throws IOException {
    Path file = Files.write(temp.resolve("m.smilet"), model.encode());
    CommandRun ran = selftest("--store", store, "--model", file.toString());
    assertThat(ran.out().lines().findFirst().orElse(""))
        .startsWith("model   " + result)
        .contains(reason);
  }

  private static CommandRun selftest(String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "selftest";
    args[1] = "--sensor";
    args[2] = "faces";
    System.arraycopy(options, 0, args, 3, options.length);
    return CommandRun.of(NOTHING, args);
  }

  private CommandRun install(ModelFile model) throws IOException {
    return CommandRun.of(model.encode(), "install", "-", "--store", store);
  }

  private CommandRun trust(String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "trust";
    args[1] = "--store";
    args[2] = store;
    System.arraycopy(options, 0, args, 3, options.length);
    return CommandRun.of(NOTHING, args);
  }

  private static String list(int version, VerificationKey key, Signer signer) throws Exception {
    KeyRing ring = new KeyRing(Set.of(key), Set.of());
    return KeyList.sign(version, ring, signer.pair.getPrivate(), signer.key).text();
  }
}
