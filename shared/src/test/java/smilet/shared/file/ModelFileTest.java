package smilet.shared.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Classifier;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;

class ModelFileTest {
  @Test
  void comesBackAsItWasWritten() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      ModelFile file = RandomModelFiles.next(random);
      byte[] bytes = file.encode();
      ModelFile back = ModelFile.decode(bytes);

      assertThat(back.encode()).isEqualTo(bytes);
      assertThat(back.contentHash()).isEqualTo(file.contentHash());
      assertThat(back.training()).isEqualTo(file.training());
      assertThat(back.thresholds()).isEqualTo(file.thresholds());
      assertThat(back.model().grid()).isEqualTo(file.model().grid());
      assertThat(back.model().normalisation()).isEqualTo(file.model().normalisation());
      assertSameNumbers(back.model().layers(), file.model().layers());
      assertThat(back.failingGoldenFrames()).isEmpty();
    }
  }

  private static void assertSameNumbers(List<Layer> actual, List<Layer> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i))
          .usingRecursiveComparison()
          .withStrictTypeChecking()
          .isEqualTo(expected.get(i));
    }
  }

  @Test
  void answersAsBeforeItWasWritten() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < 50; i++) {
      ModelFile file = RandomModelFiles.next(random);
      ModelFile back = ModelFile.decode(file.encode());
      Frame frame = new Frame(new FrameFormat(16, 16, 8));
      for (int p = 0; p < 256; p++) {
        frame.pixels()[p] = (char) random.nextInt(256);
      }
      assertThat(new Classifier(back.model(), frame.format()).classify(frame))
          .isEqualTo(new Classifier(file.model(), frame.format()).classify(frame));
    }
  }

  @Test
  void sameContentGivesSameBytes() {
    byte[] once = RandomModelFiles.next(new Random(3)).encode();
    byte[] twice = RandomModelFiles.next(new Random(3)).encode();
    assertThat(once).isEqualTo(twice);
  }

  @Test
  void weightsTakeOnlyTheBitsTheyNeed() {
    int[] packedBytes = new int[9];
    for (int bits = 2; bits <= 8; bits++) {
      byte[] weights = new byte[1000];
      Arrays.fill(weights, (byte) ((1 << (bits - 1)) - 1));
      packedBytes[bits] = linear(new Grid(40, 25), weights).encode().length;
    }
    assertThat(packedBytes[8] - packedBytes[4]).isEqualTo(500);
    for (int bits = 3; bits <= 8; bits++) {
      assertThat(packedBytes[bits] - packedBytes[bits - 1]).isEqualTo(125);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] bytes = signedSample().encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ModelFile.decode(cut))
          .isInstanceOf(MalformedModelException.class)
          .hasMessageContaining("cut short");
    }
  }

  @Test
  void everyFlippedBitIsRefused() {
    byte[] bytes = signedSample().encode();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> ModelFile.decode(flipped))
          .as("bit %d", bit)
          .isInstanceOf(MalformedModelException.class);
    }
  }

  @Test
  void everyFlippedBitOfASignedFileIsRefusedEvenUnderANewHash() {
    byte[] bytes = signedSample().encode();
    int hashed = bytes.length - Envelope.HASH_BYTES;
    for (int bit = 8 * Envelope.HEADER_BYTES; bit < 8 * hashed; bit++) {
      byte[] forged = bytes.clone();
      forged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> ModelFile.decode(resealed(forged)))
          .as("bit %d", bit)
          .isInstanceOf(MalformedModelException.class);
    }
  }

  @Test
  void newerVersionIsRefusedWithTheAdviceToUpgrade() {
    byte[] bytes = sample().encode();
    bytes[Envelope.MAGIC.length + 1] = ModelFile.FORMAT_VERSION + 1;
    assertThatThrownBy(() -> ModelFile.decode(bytes))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("newer")
        .hasMessageContaining("upgrade");
  }

  @Test
  void aModelThatIsNotMirroredInAVersionForMirroredOnesIsRefused() {
    byte[] bytes = RandomModelFiles.next(new Random(6), new Grid(5, 4), true, 1).encode();
    int flag = Envelope.HEADER_BYTES + 3;
    assertThat(bytes[flag]).isEqualTo((byte) 1);
    bytes[flag] = 0;
    assertThatThrownBy(() -> ModelFile.decode(resealed(bytes)))
        .isInstanceOf(MalformedModelException.class)
        .hasMessage("mirrored must be 1, was 0 (at byte " + flag + ")");
  }

  @Test
  void trailingBytesAreRefused() {
    byte[] bytes = sample().encode();
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 3);
    assertThatThrownBy(() -> ModelFile.decode(longer))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("3 bytes follow the end")
        .extracting(e -> ((MalformedModelException) e).offset())
        .isEqualTo((long) bytes.length);
  }

  @Test
  void foreignFilesAreRefusedAtTheFirstByteThatDiffers() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'};
    assertThatThrownBy(() -> ModelFile.decode(png))
        .isInstanceOf(MalformedModelException.class)
        .hasMessage("not a Smilet model (at byte 1)");
  }

  @Test
  void lengthsThatLieAreRefusedBeforeMemoryIsMade() {
    // A convolution of 256 channels and kernel 11 after another of 256 claims 7.9 million weights.
    BitWriter out = headerOf(64, 64);
    out.put(2, 8); // layers
    claimConvolution(out, 1);
    for (int w = 0; w < 256; w++) {
      out.put(0, 2);
    }
    claimConvolution(out, 11);
    byte[] bytes = sealed(out);
    assertThatThrownBy(() -> ModelFile.decode(bytes))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("needs 7929856 values of 2 bits, but the file ends");
  }

  private static void claimConvolution(BitWriter out, int kernel) {
    out.put(LayerWriter.CONVOLUTION, 8);
    out.put(255, 8);
    out.put(kernel, 8);
    out.put(4, 8); // stride
    out.put(0, 8); // shift
    for (int channel = 0; channel < 256; channel++) {
      out.put(1, 16);
    }
    out.put(1, 8); // bias bits
    for (int channel = 0; channel < 256; channel++) {
      out.put(0, 1);
    }
    out.put(2, 8); // weight bits
  }

  @Test
  void aModelThatWouldKeepTheDeviceBusyIsRefused() {
    Shape input = new Shape(128, 128, 1);
    Convolution wide = new Convolution(input, 11, 1, new byte[121 * 64], new int[64], ones(64), 0);
    Dense dense = new Dense(wide.output(), new byte[wide.output().size()], 0, 1, 0);
    Model model = new Model(new Grid(128, 128), Normalisation.NONE, List.of(wide, dense));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelFile(model, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of()))
        .withMessageContaining("multiply-adds");
  }

  @Test
  void anEndlessStreamIsReadToTheLimitOnly() {
    long[] served = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            served[0]++;
            return 0x89;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            served[0] += length;
            return length;
          }
        };
    assertThatThrownBy(() -> ModelFile.readLimited(endless))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("larger than 1048576 bytes");
    assertThat(served[0]).isEqualTo(ModelFile.MAX_BYTES + 1);
  }

  @Test
  void aGoldenFrameThatFailsIsFound() {
    ModelFile file = sample();
    GoldenFrame broken =
        new GoldenFrame(
            file.goldenFrames().getFirst().frame(), file.goldenFrames().getFirst().logitQ16() + 1);
    ModelFile lying = new ModelFile(file.model(), file.thresholds(), Map.of(), List.of(broken));
    assertThat(lying.failingGoldenFrames()).containsExactly(broken);
  }

  @Test
  void theTrainingRecordTakesNoControlCharacters() {
    ModelFile file = sample();
    for (Map<String, String> bad :
        List.of(Map.of("a=b", "c"), Map.of("", "c"), Map.of("a", "b\nc"), Map.of("a\u001b", "b"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ModelFile(file.model(), file.thresholds(), bad, List.of()))
          .withMessageContaining("training record");
    }
  }

  @Test
  void aFileOnDiskReadsBack(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("m.smilet");
    ModelFile file = sample();
    Files.write(path, file.encode());
    assertThat(ModelFile.read(path).contentHash()).isEqualTo(file.contentHash());
    assertThat(ModelFile.read(path).signature()).isEqualTo(Optional.empty());
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static ModelFile linear(Grid grid, byte[] weights) {
    Shape shape = new Shape(grid.height(), grid.width(), 1);
    Model model =
        new Model(grid, Normalisation.CONTRAST, List.of(new Dense(shape, weights, 5, 77, 3)));
    return new ModelFile(model, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of());
  }

  /** Small, with a convolution and a golden frame. */
  static ModelFile sample() {
    return RandomModelFiles.next(new Random(4), new Grid(5, 4), false, 1);
  }

  static ModelFile signedSample() {
    try {
      return Keys.sign(sample(), 1_700_000_000L);
    } catch (java.security.GeneralSecurityException impossible) {
      throw new UncheckedIOException(new java.io.IOException(impossible));
    }
  }

  /** The beginning of a file, up to its layer count, which is not included. */
  private static BitWriter headerOf(int width, int height) {
    BitWriter out = new BitWriter();
    out.put(Envelope.MAGIC);
    out.put(ModelEncoder.PLAIN_VERSION, 16);
    out.put(0, 32);
    out.put(width, 8);
    out.put(height, 8);
    out.put(1, 8);
    out.put(29492, 16);
    out.put(3276, 16);
    return out;
  }

  static byte[] sealed(BitWriter out) {
    out.put(new byte[Envelope.HASH_BYTES]);
    return resealed(out.toByteArray());
  }

  /** The same bytes with a correct length and hash. */
  static byte[] resealed(byte[] bytes) {
    ByteBuffer.wrap(bytes).putInt(Envelope.LENGTH_OFFSET, bytes.length);
    int hashed = bytes.length - Envelope.HASH_BYTES;
    byte[] hash = Envelope.sha256(bytes, hashed);
    System.arraycopy(hash, 0, bytes, hashed, hash.length);
    return bytes;
  }
}
