package smilet.device.sensor.pipe;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import smilet.shared.frame.FrameFormat;

/**
 * What comes through a pipe, and which command sends it.
 *
 * @param layout how bytes carry pixels
 * @param format the frames' format
 * @param stride bytes from row to row, if the user knows it; otherwise rows are not padded, or
 *     padded as usual, which is recognised
 * @param command a command line for the shell, or empty to read this program's standard input
 * @param limits how long frames may take
 */
public record PipeSettings(
    PixelLayout layout,
    FrameFormat format,
    OptionalInt stride,
    Optional<String> command,
    FrameLimits limits) {
  private static final int MAX_STRIDE = 1 << 16;

  public PipeSettings {
    int row = layout.rowBytes(format.width());
    if (stride.isPresent() && (stride.getAsInt() < row || stride.getAsInt() > MAX_STRIDE)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the stride of a row of %d pixels must be %d to %d bytes, was %d",
              format.width(),
              row,
              MAX_STRIDE,
              stride.getAsInt()));
    }
  }

  /** The stride to begin with. */
  int firstStride() {
    return stride.orElse(layout.rowBytes(format.width()));
  }

  /** The stride that frames have if they turn out to be padded, unless the user knows it. */
  int paddedStride() {
    return stride.orElse(layout.usualStride(format.width()));
  }

  /** How many bytes carry one frame. */
  int frameBytes(int strideBytes) {
    return layout.frameBytes(format.height(), strideBytes);
  }

  /** The same with other limits. */
  public PipeSettings within(FrameLimits other) {
    return new PipeSettings(layout, format, stride, command, other);
  }

  /**
   * Reads what follows "pipe:" on the command line: SIZE:PIXELS:COMMAND or
   * SIZE:PIXELS/STRIDE:COMMAND, where a command of "-" is standard input.
   *
   * @throws IllegalArgumentException if a part is missing or wrong; the message says which
   */
  public static PipeSettings parse(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length < 3 || parts[2].isBlank()) {
      throw new IllegalArgumentException(
          "a pipe is pipe:WIDTHxHEIGHT:grey8|grey16le|yuv420:COMMAND (or - for standard input), was"
              + " \"pipe:"
              + text
              + "\"");
    }
    int[] size = size(parts[0]);
    String[] pixels = parts[1].split("/", 2);
    PixelLayout layout = PixelLayout.parse(pixels[0]);
    return new PipeSettings(
        layout,
        layout.format(size[0], size[1]),
        pixels.length < 2 ? OptionalInt.empty() : OptionalInt.of(stride(pixels[1])),
        parts[2].strip().equals("-") ? Optional.empty() : Optional.of(parts[2].strip()),
        FrameLimits.USUAL);
  }

  private static int[] size(String text) {
    String[] sides = text.strip().split("x", -1);
    if (text.strip().matches("\\d{1,5}x\\d{1,5}")) {
      return new int[] {Integer.parseInt(sides[0]), Integer.parseInt(sides[1])};
    }
    throw new IllegalArgumentException(
        "a pipe's size is WIDTHxHEIGHT, as 320x240, was \"" + text + "\"");
  }

  private static int stride(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a pipe's stride is a number of bytes, as in yuv420/128, was \"" + text + "\"", e);
    }
  }
}
