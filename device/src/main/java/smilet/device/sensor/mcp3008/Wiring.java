package smilet.device.sensor.mcp3008;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * To which channel each pixel is wired, and whether light raises or lowers the voltage.
 *
 * @param width pixels per row: 2 or 4
 * @param height rows: 2 or 4
 * @param channels the channel of each pixel, row by row: 0 to 7 on the chip at CE0, 8 to 15 on the
 *     one at CE1; each channel at most once
 * @param inverted whether more light gives a lower voltage, as with a light-dependent resistor to
 *     ground
 */
public record Wiring(int width, int height, List<Integer> channels, boolean inverted) {
  public Wiring {
    channels = List.copyOf(channels);
    String size = width + "x" + height;
    if (!List.of("2x2", "2x4", "4x2", "4x4").contains(size)) {
      throw new IllegalArgumentException(
          "a grid on MCP3008 must be 2x2, 2x4, 4x2 or 4x4, was " + size);
    }
    if (channels.size() != width * height) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a %s grid needs %d channels, was given %d",
              size,
              width * height,
              channels.size()));
    }
    for (int channel : channels) {
      if (channel < 0 || channel >= 2 * Mcp3008.CHANNELS) {
        throw new IllegalArgumentException("a channel must be 0 to 15, was " + channel);
      }
    }
    if (channels.stream().distinct().count() != channels.size()) {
      throw new IllegalArgumentException("each channel must be used once only, were " + channels);
    }
  }

  /** A wiring in order: the first pixel to channel 0, the second to channel 1, and so on. */
  public static Wiring inOrder(int width, int height, boolean inverted) {
    return new Wiring(width, height, IntStream.range(0, width * height).boxed().toList(), inverted);
  }

  /** The number of chips: 2 if a pixel uses a channel of the second one, otherwise 1. */
  public int chips() {
    return channels.stream().anyMatch(channel -> channel >= Mcp3008.CHANNELS) ? 2 : 1;
  }
}
