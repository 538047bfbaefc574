package emulatedpi;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The pictures that the 4x4 grid of photodiodes sees. */
enum Scene {
  SMILE("X..X", "....", "X..X", ".XX."),
  NEUTRAL("X..X", "....", "....", "XXXX"),
  LOOSE_WIRE();

  private final String pixels;

  Scene(String... rows) {
    pixels = String.join("", rows);
  }

  /** The readings of the converter, row by row, each from 0 to 1023. */
  int[] levels() {
    return pixels.chars().map(pixel -> pixel == 'X' ? 900 : 100).toArray();
  }

  /** The line that tells the guest's SPI bus to show it. */
  String line() {
    return this == LOOSE_WIRE
        ? "loose"
        : Arrays.stream(levels()).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }
}
