package smilet.shared.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;

/**
 * Reads the layout that package-info describes. The checks come in the order that says most about a
 * bad file: is it a model, is its version known, is it complete, is it undamaged, are its values in
 * range. Memory is allocated only for values that the file really holds.
 */
final class ModelDecoder {
  private final byte[] bytes;
  private final BitReader in;

  private ModelDecoder(byte[] bytes) {
    this.bytes = bytes;
    this.in = new BitReader(bytes, bytes.length - ModelEncoder.HASH_BYTES);
  }

  static ModelFile decode(byte[] bytes) throws MalformedModelException {
    requireWhole(bytes);
    ModelDecoder decoder = new ModelDecoder(bytes);
    ModelFile file;
    try {
      file = decoder.contents();
    } catch (IllegalArgumentException outOfRange) {
      throw new MalformedModelException(decoder.in.offset(), outOfRange.getMessage(), outOfRange);
    }
    int difference = Arrays.mismatch(bytes, file.encode());
    if (difference >= 0) {
      throw new MalformedModelException(
          difference, "the contents are not encoded as this format requires");
    }
    return file;
  }

  private static void requireWhole(byte[] bytes) throws MalformedModelException {
    int magic = ModelEncoder.MAGIC.length;
    int different = Arrays.mismatch(bytes, ModelEncoder.MAGIC);
    if (different >= 0 && different < Math.min(bytes.length, magic)) {
      throw new MalformedModelException(different, "not a Smilet model");
    }
    if (bytes.length < ModelEncoder.HEADER_BYTES + ModelEncoder.HASH_BYTES) {
      throw new MalformedModelException(bytes.length, "cut short");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    int version = Short.toUnsignedInt(header.getShort(magic));
    if (version > ModelFile.FORMAT_VERSION) {
      throw new MalformedModelException(
          magic,
          String.format(
              Locale.ROOT,
              "model format %d is newer than this program, which reads %d: upgrade Smilet here",
              version,
              ModelFile.FORMAT_VERSION));
    }
    if (version < ModelEncoder.PLAIN_VERSION) {
      throw new MalformedModelException(magic, "there is no model format " + version);
    }
    long length = Integer.toUnsignedLong(header.getInt(ModelEncoder.LENGTH_OFFSET));
    if (length != bytes.length) {
      throw new MalformedModelException(
          Math.min(length, bytes.length),
          length > bytes.length
              ? String.format(Locale.ROOT, "cut short: has %d of %d bytes", bytes.length, length)
              : String.format(Locale.ROOT, "%d bytes follow the end", bytes.length - length));
    }
    int hashed = bytes.length - ModelEncoder.HASH_BYTES;
    byte[] hash = ModelEncoder.sha256(bytes, hashed);
    if (!Arrays.equals(hash, 0, hash.length, bytes, hashed, bytes.length)) {
      throw new MalformedModelException(hashed, "damaged: its SHA-256 does not match");
    }
  }

  private ModelFile contents() throws MalformedModelException {
    in.bytes(ModelEncoder.MAGIC.length, "magic");
    int version = in.unsignedShort("format version");
    in.bytes(ModelEncoder.HEADER_BYTES - ModelEncoder.LENGTH_OFFSET, "file length");
    Grid grid = new Grid(in.unsignedByte("grid width"), in.unsignedByte("grid height"));
    Normalisation normalisation = normalisation();
    boolean mirrored = version >= ModelEncoder.MIRRORED_VERSION && mirrored();
    Thresholds thresholds =
        new Thresholds(
            in.unsignedShort("smile threshold"), in.unsignedShort("not-smile threshold"));
    Model model = new Model(grid, normalisation, mirrored, layers(grid));
    SortedMap<String, String> training = training();
    List<GoldenFrame> goldenFrames = goldenFrames();
    Optional<Signature> signature = signature();
    if (!in.atEnd()) {
      throw new MalformedModelException(in.offset(), "bytes follow the contents");
    }
    return new ModelFile(model, thresholds, training, goldenFrames, signature);
  }

  private Normalisation normalisation() throws MalformedModelException {
    int code = in.unsignedByte("normalisation");
    for (Normalisation normalisation : Normalisation.values()) {
      if (ModelEncoder.code(normalisation) == code) {
        return normalisation;
      }
    }
    throw new MalformedModelException(in.offset() - 1, "there is no normalisation " + code);
  }

  private boolean mirrored() throws MalformedModelException {
    int flag = in.unsignedByte("mirrored");
    if (flag != 1) {
      throw new MalformedModelException(in.offset() - 1, "mirrored must be 1, was " + flag);
    }
    return true;
  }

  private List<Layer> layers(Grid grid) throws MalformedModelException {
    int count = in.unsignedByte("layer count");
    if (count > Model.MAX_LAYERS) {
      throw new MalformedModelException(in.offset() - 1, "too many layers: " + count);
    }
    List<Layer> layers = new ArrayList<>();
    Shape shape = new Shape(grid.height(), grid.width(), 1);
    for (int i = 0; i < count; i++) {
      Layer layer = layer(shape);
      layers.add(layer);
      shape = layer.output();
    }
    return layers;
  }

  private Layer layer(Shape input) throws MalformedModelException {
    int kind = in.unsignedByte("layer kind");
    return switch (kind) {
      case ModelEncoder.KIND_DENSE -> {
        int shift = in.unsignedByte("shift");
        int multiplier = in.unsignedShort("multiplier");
        int bias = biases(1)[0];
        yield new Dense(input, weights(input.size()), bias, multiplier, shift);
      }
      case ModelEncoder.KIND_CONVOLUTION -> convolution(input);
      default ->
          throw new MalformedModelException(in.offset() - 1, "there is no layer kind " + kind);
    };
  }

  private Convolution convolution(Shape input) throws MalformedModelException {
    int channels = in.unsignedByte("channels") + 1;
    int kernel = in.unsignedByte("kernel");
    int stride = in.unsignedByte("stride");
    int shift = in.unsignedByte("shift");
    int[] multipliers = new int[channels];
    for (int i = 0; i < channels; i++) {
      multipliers[i] = in.unsignedShort("multiplier");
    }
    int[] biases = biases(channels);
    byte[] weights = weights((long) channels * kernel * kernel * input.channels());
    return new Convolution(input, kernel, stride, weights, biases, multipliers, shift);
  }

  private int[] biases(int count) throws MalformedModelException {
    int bits = width("bias bits", 1, 32);
    int[] biases = new int[count];
    for (int i = 0; i < count; i++) {
      biases[i] = (int) in.signed(bits, "biases");
    }
    in.align();
    return biases;
  }

  private byte[] weights(long count) throws MalformedModelException {
    int bits = width("weight bits", 2, 8);
    in.require(count, bits, "weights");
    byte[] weights = new byte[(int) count];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (byte) in.signed(bits, "weights");
    }
    in.align();
    return weights;
  }

  private int width(String what, int least, int most) throws MalformedModelException {
    int bits = in.unsignedByte(what);
    if (bits < least || bits > most) {
      throw new MalformedModelException(
          in.offset() - 1,
          String.format(Locale.ROOT, "%s must be %d to %d, was %d", what, least, most, bits));
    }
    return bits;
  }

  private SortedMap<String, String> training() throws MalformedModelException {
    int length = in.unsignedShort("training record length");
    int start = in.offset();
    byte[] record = in.bytes(length, "training record");
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedModelException(start, "training record is not UTF-8", notUtf8);
    }
    SortedMap<String, String> training = new TreeMap<>();
    for (int from = 0; from < text.length(); ) {
      int equals = text.indexOf('=', from);
      int end = text.indexOf('\n', from);
      if (equals < 0 || end < equals) {
        throw new MalformedModelException(start, "training record is not lines of key=value");
      }
      training.put(text.substring(from, equals), text.substring(equals + 1, end));
      from = end + 1;
    }
    return training;
  }

  private List<GoldenFrame> goldenFrames() throws MalformedModelException {
    int count = in.unsignedByte("golden frame count");
    List<GoldenFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FrameFormat format =
          new FrameFormat(
              in.unsignedByte("golden frame width"),
              in.unsignedByte("golden frame height"),
              in.unsignedByte("golden frame bits"));
      in.require(format.pixelCount(), format.bits(), "golden frame");
      Frame frame = new Frame(format);
      char[] pixels = frame.pixels();
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = (char) in.unsigned(format.bits(), "golden frame");
      }
      in.align();
      frames.add(new GoldenFrame(frame, (int) in.signed(32, "golden logit")));
    }
    return frames;
  }

  private Optional<Signature> signature() throws MalformedModelException {
    int flag = in.unsignedByte("signature flag");
    if (flag == 0) {
      return Optional.empty();
    }
    if (flag != 1) {
      throw new MalformedModelException(in.offset() - 1, "signature flag must be 0 or 1");
    }
    long signedAt = in.signed(64, "signing time");
    VerificationKey key =
        new VerificationKey(
            HexFormat.of().formatHex(in.bytes(VerificationKey.BYTES, "public key")));
    int signed = in.offset();
    byte[] signature = in.bytes(Signature.BYTES, "signature");
    if (!key.verifies(bytes, signed, signature)) {
      throw new MalformedModelException(
          signed, "forged: the signature is not that of key " + key.hex());
    }
    return Optional.of(new Signature(signedAt, key, HexFormat.of().formatHex(signature)));
  }
}
