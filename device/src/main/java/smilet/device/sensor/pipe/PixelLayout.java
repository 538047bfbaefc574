package smilet.device.sensor.pipe;

import java.util.Arrays;
import java.util.stream.Collectors;
import smilet.shared.frame.FrameFormat;

/**
 * How a raw frame's bytes carry its grey pixels. Rows may be padded: the stride is the number of
 * bytes from the start of a row to the start of the next one.
 */
public enum PixelLayout {
  /** One byte per pixel. */
  GREY8("grey8", 8) {
    @Override
    int rowBytes(int width) {
      return width;
    }

    @Override
    int frameBytes(int height, int strideBytes) {
      return height * strideBytes;
    }
  },

  /** Two bytes per pixel, the low one first. */
  GREY16LE("grey16le", 16) {
    @Override
    int rowBytes(int width) {
      return 2 * width;
    }

    @Override
    int frameBytes(int height, int strideBytes) {
      return height * strideBytes;
    }

    @Override
    char pixel(byte[] bytes, int row, int column) {
      int at = row + 2 * column;
      return (char) ((bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8);
    }
  },

  /**
   * Planar YUV 4:2:0: the grey plane, then two colour planes with half as many rows of half the
   * stride, which are skipped.
   */
  YUV420("yuv420", 8) {
    @Override
    int rowBytes(int width) {
      return width;
    }

    @Override
    int frameBytes(int height, int strideBytes) {
      return height * strideBytes * 3 / 2;
    }
  };

  /** Cameras of the Raspberry Pi pad the rows of yuv420 to a multiple of this. */
  private static final int USUAL_PADDING = 64;

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

  /** The name on the command line. */
  String word() {
    return word;
  }

  FrameFormat format(int width, int height) {
    if (this == YUV420 && (width % 2 != 0 || height % 2 != 0)) {
      throw new IllegalArgumentException(
          "yuv420 frames have even sides, was " + width + "x" + height);
    }
    return new FrameFormat(width, height, bits);
  }

  /** How many bytes carry the pixels of a row: the smallest stride. */
  abstract int rowBytes(int width);

  /** How many bytes a frame has. */
  abstract int frameBytes(int height, int strideBytes);

  /** The stride with which the Raspberry Pi's cameras send this layout. */
  int usualStride(int width) {
    int row = rowBytes(width);
    return this == YUV420 ? Math.ceilDiv(row, USUAL_PADDING) * USUAL_PADDING : row;
  }

  /** The pixel in a column of the row that begins at the byte {@code row}. */
  char pixel(byte[] bytes, int row, int column) {
    return (char) (bytes[row + column] & 0xff);
  }

  /** Copies the grey pixels out of a frame's bytes. */
  void decode(byte[] bytes, int width, int strideBytes, char[] pixels) {
    for (int i = 0, row = 0; i < pixels.length; row += strideBytes) {
      for (int column = 0; column < width; column++, i++) {
        pixels[i] = pixel(bytes, row, column);
      }
    }
  }
}
