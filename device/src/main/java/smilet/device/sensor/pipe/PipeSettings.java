package smilet.device.sensor.pipe;

import java.util.Optional;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/**
 * What comes through a pipe, and which command sends it.
 *
 * @param layout how bytes carry pixels
 * @param format the frames' format
 * @param command a command line for the shell, or empty to read this program's standard input
 */
public record PipeSettings(PixelLayout layout, FrameFormat format, Optional<String> command) {
  /** How many bytes carry one frame. */
  int frameBytes() {
    return layout.frameBytes(format.pixelCount());
  }

  /**
   * Reads what follows "pipe:" on the command line: SIZE:PIXELS:COMMAND, where a command of "-" is
   * standard input.
   *
   * @throws IllegalArgumentException if a part is missing or wrong; the message says which
   */
  public static PipeSettings parse(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length < 3 || parts[2].isBlank()) {
      throw new IllegalArgumentException(
          "a pipe is pipe:WIDTHxHEIGHT:grey8|grey16le|yuv420:COMMAND (or - for standard input), was \"pipe:"
              + text
              + "\"");
    }
    Grid size = Grid.parse(parts[0]);
    PixelLayout layout = PixelLayout.parse(parts[1]);
    return new PipeSettings(
        layout,
        layout.format(size.width(), size.height()),
        parts[2].strip().equals("-") ? Optional.empty() : Optional.of(parts[2].strip()));
  }
}
