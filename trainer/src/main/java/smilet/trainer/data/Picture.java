package smilet.trainer.data;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * The pixels of a frame as they are stored: one byte per pixel up to 8 bits, otherwise two bytes,
 * high byte first.
 *
 * @param format its shape
 * @param packed not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Picture(FrameFormat format, byte[] packed) {
  static int packedLength(FrameFormat format) {
    return format.bits() > 8 ? 2 * format.pixelCount() : format.pixelCount();
  }

  /** Packs a frame's pixels. */
  static Picture of(Frame frame) {
    char[] pixels = frame.pixels();
    byte[] packed = new byte[packedLength(frame.format())];
    boolean wide = frame.format().bits() > 8;
    for (int i = 0; i < pixels.length; i++) {
      if (wide) {
        packed[2 * i] = (byte) (pixels[i] >> 8);
        packed[2 * i + 1] = (byte) pixels[i];
      } else {
        packed[i] = (byte) pixels[i];
      }
    }
    return new Picture(frame.format(), packed);
  }

  /** Unpacks the picture that begins at {@code offset}. */
  static void unpack(byte[] packed, int offset, Frame frame) {
    char[] pixels = frame.pixels();
    boolean wide = frame.format().bits() > 8;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] =
          wide
              ? (char)
                  (((packed[offset + 2 * i] & 0xff) << 8) | (packed[offset + 2 * i + 1] & 0xff))
              : (char) (packed[offset + i] & 0xff);
    }
  }
}
