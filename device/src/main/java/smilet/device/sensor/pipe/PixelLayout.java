package smilet.device.sensor.pipe;

import java.util.Arrays;
import java.util.stream.Collectors;
import smilet.shared.frame.FrameFormat;

/** How a raw frame's bytes carry its grey pixels. */
public enum PixelLayout {
  /** One byte per pixel. */
  GREY8("grey8", 8) {
    @Override
    int frameBytes(int pixels) {
      return pixels;
    }
  },

  /** Two bytes per pixel, the low one first. */
  GREY16LE("grey16le", 16) {
    @Override
    int frameBytes(int pixels) {
      return 2 * pixels;
    }

    @Override
    void decode(byte[] bytes, char[] pixels) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (char) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] & 0xff) << 8);
      }
    }
  },

  /**
   * Planar YUV 4:2:0: the grey plane, then two colour planes of a quarter of its size, which are
   * skipped.
   */
  YUV420("yuv420", 8) {
    @Override
    int frameBytes(int pixels) {
      return pixels * 3 / 2;
    }
  };

  private final String word;
  private final int bits;

  PixelLayout(String word, int bits) {
    this.word = word;
    this.bits = bits;
  }

  /**
   * The layout with the given name.
   *
   * @throws IllegalArgumentException if there is none; the message lists all
   */
  static PixelLayout parse(String word) {
    for (PixelLayout layout : values()) {
      if (layout.word.equals(word)) {
        return layout;
      }
    }
    String words =
        Arrays.stream(values()).map(layout -> layout.word).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "a pipe's pixels are one of " + words + ", was \"" + word + "\"");
  }

  FrameFormat format(int width, int height) {
    if (this == YUV420 && (width % 2 != 0 || height % 2 != 0)) {
      throw new IllegalArgumentException(
          "yuv420 frames have even sides, was " + width + "x" + height);
    }
    return new FrameFormat(width, height, bits);
  }

  /** How many bytes a frame with that number of pixels has. */
  abstract int frameBytes(int pixels);

  /** Copies the grey pixels out of a frame's bytes. */
  void decode(byte[] bytes, char[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (char) (bytes[i] & 0xff);
    }
  }
}
