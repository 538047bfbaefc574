package smilet.shared.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.shared.finder.Finder;
import smilet.shared.finder.RandomFinders;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

final class FinderFileTest {
  @Test
  void contentsComeBackAndTheirFacesAreFoundAgain() throws Exception {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      FinderFile file = file(random);
      byte[] bytes = file.encode();
      FinderFile read = FinderFile.decode(bytes);
      assertThat(read.encode()).isEqualTo(bytes);
      assertThat(read.training()).isEqualTo(file.training());
      assertThat(read.finder().thresholdQ16()).isEqualTo(file.finder().thresholdQ16());
      assertThat(read.goldenPictures().getFirst().faces())
          .isEqualTo(file.goldenPictures().getFirst().faces());
      assertThat(read.failingGoldenPictures()).isEmpty();
      assertThat(read.contentHash()).isEqualTo(file.contentHash()).hasSize(64);
    }
  }

  @Test
  void anotherFinderFailsTheGoldenPictures() {
    Random random = new Random(2);
    FinderFile file = file(random);
    assertThat(file.goldenPictures().getFirst().faces()).isNotEmpty();
    Finder deaf = file.finder().withThreshold(Integer.MAX_VALUE);
    assertThat(new FinderFile(deaf, Map.of(), file.goldenPictures()).failingGoldenPictures())
        .hasSize(1);
  }

  @Test
  void everyChangedBitIsRefused() {
    FinderFile file = file(new Random(3));
    byte[] bytes = file.encode();
    for (int bit = 0; bit < 8 * bytes.length; bit += 1 + bit % 13) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> FinderFile.decode(changed))
          .isInstanceOf(MalformedModelException.class);
    }
  }

  /** With a hash that fits, so that the contents themselves are judged. */
  @Test
  void changedContentsAreRefusedInOneLineOrDecodeToThemselves() throws Exception {
    Random random = new Random(4);
    byte[] bytes = file(random).encode();
    int accepted = 0;
    for (int round = 0; round < 1_500; round++) {
      byte[] changed = bytes.clone();
      for (int change = 1 + random.nextInt(3); change > 0; change--) {
        int at = Envelope.HEADER_BYTES + random.nextInt(bytes.length - Envelope.HEADER_BYTES - 32);
        changed[at] = (byte) random.nextInt();
      }
      byte[] hash = Envelope.sha256(changed, changed.length - 32);
      System.arraycopy(hash, 0, changed, changed.length - 32, 32);
      try {
        assertThat(FinderFile.decode(changed).encode()).isEqualTo(changed);
        accepted++;
      } catch (MalformedModelException refused) {
        assertThat(refused.getMessage()).doesNotContain("\n").isNotBlank();
      }
    }
    assertThat(accepted).isBetween(30, 1_490);
  }

  @Test
  void signatureIsThatOfTheContents() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    VerificationKey key = VerificationKey.of(pair.getPublic());
    FinderFile signed = file(new Random(5)).signed(pair.getPrivate(), key, 1_700_000_000);
    byte[] bytes = signed.encode();
    assertThat(FinderFile.decode(bytes).signature().orElseThrow().key()).isEqualTo(key);
    bytes[Envelope.HEADER_BYTES + 3] ^= 1; // the threshold
    byte[] hash = Envelope.sha256(bytes, bytes.length - 32);
    System.arraycopy(hash, 0, bytes, bytes.length - 32, 32);
    assertThatThrownBy(() -> FinderFile.decode(bytes)).hasMessageContaining("forged");
  }

  @Test
  void eachKindOfFileSaysWhatItIs() throws Exception {
    byte[] finder = file(new Random(6)).encode();
    assertThatThrownBy(() -> ModelFile.decode(finder))
        .hasMessageContaining("a face finder, not a smile model");
    byte[] model = RandomModelFiles.next(new Random(7)).encode();
    assertThatThrownBy(() -> FinderFile.decode(model))
        .hasMessageContaining("a smile model, not a face finder");
  }

  private static FinderFile file(Random random) {
    Finder finder = RandomFinders.finder(random);
    Frame frame = new Frame(new FrameFormat(60 + random.nextInt(200), 50, 3));
    for (int i = 0; i < frame.pixels().length; i++) {
      frame.pixels()[i] = (char) random.nextInt(8);
    }
    GoldenPicture golden = GoldenPicture.of(finder, frame, finder.side());
    while (golden.faces().isEmpty()) {
      finder = finder.withThreshold(finder.thresholdQ16() - 65536);
      golden = GoldenPicture.of(finder, frame, finder.side());
    }
    return new FinderFile(finder, Map.of("seed", "1", "network", "8v"), List.of(golden));
  }
}
