package smilet.shared.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignatureTest {
  private final ModelFile unsigned = ModelFileTest.sample();

  @Test
  void aSignedFileReadsBackAndTellsWhoAndWhen() throws Exception {
    ModelFile signed = ModelFile.decode(Keys.sign(unsigned, 1_700_000_000L).encode());
    Signature signature = signed.signature().orElseThrow();
    assertThat(signature.signedAtEpochSeconds()).isEqualTo(1_700_000_000L);
    assertThat(signature.key()).isEqualTo(VerificationKey.of(Keys.OURS.getPublic()));
  }

  @Test
  void signingTwiceGivesTheSameBytes() throws Exception {
    byte[] once = Keys.sign(unsigned, 9).encode();
    byte[] again = Keys.sign(Keys.sign(unsigned, 7), 9).encode();
    assertThat(again).isEqualTo(once);
  }

  @Test
  void aKeyThatIsNotThePartnerIsRefused() {
    VerificationKey theirs = VerificationKey.of(Keys.THEIRS.getPublic());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> unsigned.signed(Keys.OURS.getPrivate(), theirs, 9))
        .withMessageContaining("does not belong");
  }

  @Test
  void aSignatureMovedToAnotherModelIsForged() throws Exception {
    byte[] bytes = Keys.sign(unsigned, 9).encode();
    bytes[Envelope.HEADER_BYTES + 4]--; // the smile threshold
    assertThatThrownBy(() -> ModelFile.decode(ModelFileTest.resealed(bytes)))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("forged");
  }

  @Test
  void aKeyThatIsNoKeyIsRefusedInWords() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VerificationKey("abc"))
        .withMessageContaining("64 hexadecimal digits");
  }

  /** RFC 8032, section 7.1, test 2. */
  @Test
  void verifiesTheExampleOfTheStandard() {
    VerificationKey key =
        new VerificationKey("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    byte[] signature =
        java.util.HexFormat.of()
            .parseHex(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    assertThat(key.verifies(new byte[] {0x72}, 1, signature)).isTrue();
    assertThat(key.verifies(new byte[] {0x73}, 1, signature)).isFalse();
  }
}
