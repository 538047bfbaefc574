package emulatedpi;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What the 4x4 grid of photodiodes sees. */
enum Scene {
  SMILE("X..X", "....", "X..X", ".XX."),
  NEUTRAL("X..X", "....", "....", "XXXX"),
  LOOSE_WIRE();

  private final String pixels;

  Scene(String... rows) {
    pixels = String.join("", rows);
  }

  /** The converter's readings, row by row, 0 to 1023. */
  int[] levels() {
    return pixels.chars().map(pixel -> pixel == 'X' ? 900 : 100).toArray();
  }

  /** As the guest's SPI bus wants to be told. */
  String line() {
    return this == LOOSE_WIRE
        ? "loose"
        : Arrays.stream(levels()).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }
}
