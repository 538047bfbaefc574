package smilet.device.sensor.mcp3008;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which channel each pixel is wired to, and whether light raises or lowers its voltage.
 *
 * @param width pixels a row: 2 or 4
 * @param height rows: 2 or 4
 * @param channels row by row, the channel of each pixel: 0 to 7 on the chip at CE0, 8 to 15 on the
 *     one at CE1; no channel twice
 * @param inverted brighter is lower, as with a light-dependent resistor to ground
 */
public record Wiring(int width, int height, List<Integer> channels, boolean inverted) {
  public Wiring {
    channels = List.copyOf(channels);
    String size = width + "x" + height;
    if (!List.of("2x2", "2x4", "4x2", "4x4").contains(size)) {
      throw new IllegalArgumentException("a grid on MCP3008 is 2x2, 2x4, 4x2 or 4x4, was " + size);
    }
    if (channels.size() != width * height) {
      throw new IllegalArgumentException(
          "a %s grid needs %d channels, was given %d"
              .formatted(size, width * height, channels.size()));
    }
    for (int channel : channels) {
      if (channel < 0 || channel >= 2 * Mcp3008.CHANNELS) {
        throw new IllegalArgumentException("a channel is 0 to 15, was " + channel);
      }
    }
    if (channels.stream().distinct().count() != channels.size()) {
      throw new IllegalArgumentException("a channel stands twice in " + channels);
    }
  }

  /** Pixels wired in order: the first to channel 0, the second to channel 1, and so on. */
  public static Wiring inOrder(int width, int height, boolean inverted) {
    return new Wiring(width, height, IntStream.range(0, width * height).boxed().toList(), inverted);
  }

  /** Chips needed: one, or two where any pixel is on a channel of the second. */
  public int chips() {
    return channels.stream().anyMatch(channel -> channel >= Mcp3008.CHANNELS) ? 2 : 1;
  }
}
