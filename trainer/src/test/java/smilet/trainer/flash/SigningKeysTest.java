package smilet.trainer.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.ModelFile;

class SigningKeysTest {
  @TempDir Path temp;

  @Test
  void keysReadBackAndSign() throws Exception {
    SigningKeys made = SigningKeys.create(temp.resolve("mine"));
    for (String name : new String[] {"mine", "mine.key", "mine.pub"}) {
      SigningKeys read = SigningKeys.read(temp.resolve(name));
      assertThat(read.publicKey()).isEqualTo(made.publicKey());
      ModelFile signed = ModelFile.decode(read.sign(FlashTest.model(), 77).encode());
      assertThat(signed.signature().orElseThrow().key()).isEqualTo(made.publicKey());
      assertThat(signed.signature().orElseThrow().signedAtEpochSeconds()).isEqualTo(77);
    }
  }

  @Test
  void onlyTheOwnerMayReadThePrivateKey() throws Exception {
    SigningKeys.create(temp.resolve("mine"));
    assertThat(Files.getPosixFilePermissions(temp.resolve("mine.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void keysAreNeverOverwritten() throws Exception {
    SigningKeys.create(temp.resolve("mine"));
    String before = Files.readString(temp.resolve("mine.key"));
    assertThatThrownBy(() -> SigningKeys.create(temp.resolve("mine")))
        .hasMessageContaining("exists already");
    assertThat(Files.readString(temp.resolve("mine.key"))).isEqualTo(before);
  }

  @Test
  void keysOfTwoPairsDoNotSign() throws Exception {
    SigningKeys.create(temp.resolve("mine"));
    SigningKeys.create(temp.resolve("yours"));
    Files.copy(
        temp.resolve("yours.pub"),
        temp.resolve("mine.pub"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    SigningKeys mixed = SigningKeys.read(temp.resolve("mine"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mixed.sign(FlashTest.model(), 1))
        .withMessageContaining("does not belong");
  }

  @Test
  void filesThatHoldNoKeyAreNamed() throws Exception {
    SigningKeys.create(temp.resolve("mine"));
    Files.writeString(temp.resolve("mine.key"), "hello");
    assertThatThrownBy(() -> SigningKeys.read(temp.resolve("mine")))
        .hasMessage(
            temp.resolve("mine.key")
                + " is not an Ed25519 private key in PEM, as smilet keys writes it");
    assertThatThrownBy(() -> SigningKeys.read(temp.resolve("none")))
        .hasMessage("cannot read " + temp.resolve("none.pub") + ": no such file or folder");
  }
}
