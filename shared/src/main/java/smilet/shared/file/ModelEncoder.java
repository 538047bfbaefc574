package smilet.shared.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;

/** Writes the layout that package-info describes. */
final class ModelEncoder {
  static final byte[] MAGIC = {(byte) 0x89, 'S', 'M', 'I', 'L', 'E', 'T', '\n'};
  static final int LENGTH_OFFSET = MAGIC.length + 2;
  static final int HEADER_BYTES = LENGTH_OFFSET + 4;
  static final int HASH_BYTES = 32;

  /** The version of a model that classifies each frame once. */
  static final int PLAIN_VERSION = 1;

  /** Adds mirrored models. A model is written in the oldest version that can express it. */
  static final int MIRRORED_VERSION = 2;

  static final int KIND_DENSE = 1;
  static final int KIND_CONVOLUTION = 2;

  private final BitWriter out = new BitWriter();

  private ModelEncoder() {}

  /** The whole file. */
  static byte[] encode(ModelFile file) {
    ModelEncoder encoder = new ModelEncoder();
    encoder.header(file);
    file.signature().ifPresentOrElse(encoder::signature, () -> encoder.out.put(0, 8));
    BitWriter out = encoder.out;
    out.putIntAt(LENGTH_OFFSET, out.length() + HASH_BYTES);
    out.put(sha256(out.toByteArray(), out.length()));
    return out.toByteArray();
  }

  /** The bytes that a signature made at the given time with the given key covers. */
  static byte[] signedPart(ModelFile file, long signedAtEpochSeconds, VerificationKey key) {
    ModelEncoder encoder = new ModelEncoder();
    encoder.header(file);
    encoder.signer(signedAtEpochSeconds, key);
    BitWriter out = encoder.out;
    out.putIntAt(LENGTH_OFFSET, out.length() + Signature.BYTES + HASH_BYTES);
    return out.toByteArray();
  }

  static byte[] sha256(byte[] bytes, int length) {
    MessageDigest digest = Sha256.begin();
    digest.update(bytes, 0, length);
    return digest.digest();
  }

  static int code(Normalisation normalisation) {
    return switch (normalisation) {
      case NONE -> 0;
      case CONTRAST -> 1;
    };
  }

  private void header(ModelFile file) {
    out.put(MAGIC);
    int version = file.model().mirrored() ? MIRRORED_VERSION : PLAIN_VERSION;
    out.put(version, 16);
    out.put(0, 32); // the length, once it is known
    out.put(file.model().grid().width(), 8);
    out.put(file.model().grid().height(), 8);
    out.put(code(file.model().normalisation()), 8);
    if (version >= MIRRORED_VERSION) {
      out.put(1, 8);
    }
    out.put(file.thresholds().smileQ15(), 16);
    out.put(file.thresholds().notSmileQ15(), 16);
    out.put(file.model().layers().size(), 8);
    file.model().layers().forEach(this::layer);
    byte[] record = trainingRecord(file.training());
    out.put(record.length, 16);
    out.put(record);
    out.put(file.goldenFrames().size(), 8);
    file.goldenFrames().forEach(this::goldenFrame);
  }

  private void layer(Layer layer) {
    // Not a switch over types: the virtual machine generates each of them anew at every start.
    if (layer instanceof Dense dense) {
      out.put(KIND_DENSE, 8);
      int[] multipliers = {dense.multiplier()};
      int[] biases = {dense.bias()};
      numbers(dense.shift(), multipliers, biases, dense.weights());
    } else {
      Convolution convolution = (Convolution) layer;
      out.put(KIND_CONVOLUTION, 8);
      out.put(convolution.output().channels() - 1, 8);
      out.put(convolution.kernel(), 8);
      out.put(convolution.stride(), 8);
      numbers(
          convolution.shift(),
          convolution.multipliers(),
          convolution.biases(),
          convolution.weights());
    }
  }

  private void numbers(int shift, int[] multipliers, int[] biases, byte[] weights) {
    out.put(shift, 8);
    for (int multiplier : multipliers) {
      out.put(multiplier, 16);
    }
    int biasBits = 1;
    for (int bias : biases) {
      biasBits = Math.max(biasBits, signedWidth(bias));
    }
    out.put(biasBits, 8);
    for (int bias : biases) {
      out.put(bias, biasBits);
    }
    out.align();
    int weightBits = 2;
    for (byte weight : weights) {
      weightBits = Math.max(weightBits, signedWidth(weight));
    }
    out.put(weightBits, 8);
    for (byte weight : weights) {
      out.put(weight, weightBits);
    }
    out.align();
  }

  /** The fewest bits that hold a value in two's complement, 1 (0 and -1) to 32. */
  private static int signedWidth(int value) {
    return 33 - Integer.numberOfLeadingZeros(value ^ (value >> 31));
  }

  static byte[] trainingRecord(SortedMap<String, String> training) {
    StringBuilder text = new StringBuilder();
    training.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void goldenFrame(GoldenFrame golden) {
    FrameFormat format = golden.frame().format();
    out.put(format.width(), 8);
    out.put(format.height(), 8);
    out.put(format.bits(), 8);
    for (char pixel : golden.frame().pixels()) {
      out.put(pixel, format.bits());
    }
    out.align();
    out.put(golden.logitQ16(), 32);
  }

  private void signature(Signature signature) {
    signer(signature.signedAtEpochSeconds(), signature.key());
    out.put(HexFormat.of().parseHex(signature.hex()));
  }

  private void signer(long signedAtEpochSeconds, VerificationKey key) {
    out.put(1, 8);
    out.put(signedAtEpochSeconds, 64);
    out.put(key.bytes());
  }
}
