package smilet.trainer.export;

import java.io.ByteArrayOutputStream;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;

/** Packs integers of a few bits each into bytes; the first takes the lowest bits of a byte. */
final class PackedNumbers {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long held;
  private int heldBits;

  /** Where the next whole byte goes. Call it between {@link #align} and {@link #put}. */
  int offset() {
    return bytes.size();
  }

  /**
   * Appends the lowest bits of a value.
   *
   * @param bits 1 to 16
   */
  void put(int value, int bits) {
    held |= (value & ((1L << bits) - 1)) << heldBits;
    heldBits += bits;
    while (heldBits >= 8) {
      bytes.write((byte) held);
      held >>>= 8;
      heldBits -= 8;
    }
  }

  /** Fills the last byte with zeros. */
  void align() {
    if (heldBits > 0) {
      put(0, 8 - heldBits);
    }
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** Appends a dense layer's weights in the order of its inputs. */
  void put(Dense layer) {
    byte[] weights = layer.weights();
    int bits = weightBits(weights);
    for (byte weight : weights) {
      put(weight, bits);
    }
    align();
  }

  /**
   * Appends a convolution's weights in the order in which the C code uses them: two output channels
   * at a time, of these two taps at a time. Missing channels and taps are zeros.
   */
  void put(Convolution layer) {
    byte[] weights = layer.weights();
    int bits = weightBits(weights);
    int outputs = layer.output().channels();
    int taps = weights.length / outputs;
    for (int output = 0; output < outputs; output += 2) {
      for (int tap = 0; tap < taps; tap += 2) {
        for (int i = 0; i < 4; i++) {
          int channel = output + i / 2;
          int at = tap + i % 2;
          put(channel < outputs && at < taps ? weights[channel * taps + at] : 0, bits);
        }
      }
    }
    align();
  }

  /** The fewest bits that hold every weight in two's complement, 2 to 8. */
  static int weightBits(byte[] weights) {
    int bits = 2;
    for (byte weight : weights) {
      bits = Math.max(bits, 33 - Integer.numberOfLeadingZeros(weight ^ (weight >> 31)));
    }
    return bits;
  }
}
