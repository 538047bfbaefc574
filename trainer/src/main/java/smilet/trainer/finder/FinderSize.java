package smilet.trainer.finder;

import java.util.Locale;
import smilet.shared.frame.Grid;
import smilet.trainer.network.Architecture;

/** How many bytes the file of a finder may have, and the best network that we know for them. */
public enum FinderSize {
  /** At most 4,608 bytes. */
  SIZE_4K("8k5v-16v-38s1v"),

  /** At most 8,192 bytes. */
  SIZE_8K("10k5v-20v-48s1v");

  /** Cells per side of the windows. */
  private static final int SIDE = 24;

  private final String network;

  FinderSize(String network) {
    this.network = network;
  }

  /**
   * The size with a name, 4k or 8k.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static FinderSize named(String name) {
    for (FinderSize size : values()) {
      if (size.toString().equals(name)) {
        return size;
      }
    }
    throw new IllegalArgumentException("must be 4k or 8k, was \"" + name + "\"");
  }

  /** The layers of its network. */
  public Architecture architecture() {
    return Architecture.parse(network, new Grid(SIDE, SIDE));
  }

  @Override
  public String toString() {
    return name().substring("SIZE_".length()).toLowerCase(Locale.ROOT);
  }
}
