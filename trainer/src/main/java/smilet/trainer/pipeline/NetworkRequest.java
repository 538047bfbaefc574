package smilet.trainer.pipeline;

import java.util.Optional;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.network.Architecture;

/**
 * Which network to train. What is empty is chosen here.
 *
 * @param grid the model's pixel grid
 * @param layers the layers, as {@link Architecture#parse} reads them
 * @param mirrored whether the model averages over a frame and its mirror image
 * @param normalisation what the device does to a frame first
 */
public record NetworkRequest(
    Grid grid, Optional<String> layers, Optional<Boolean> mirrored, Normalisation normalisation) {

  /** The longest side of a grid for which a linear model is usual. */
  private static final int MAX_LINEAR_SIDE = 16;

  /**
   * The architecture: by default linear up to a grid of 16x16 and 4k above; networks with
   * convolutions are mirrored, because that is more accurate and adds no bytes.
   *
   * @throws IllegalArgumentException if the layers cannot be parsed or do not fit the grid
   */
  Architecture architecture() {
    Architecture single = Architecture.parse(layers.orElseGet(this::usualLayers), grid);
    return single.withMirrored(mirrored.orElse(!single.convolutions().isEmpty()));
  }

  private String usualLayers() {
    return Math.max(grid.width(), grid.height()) <= MAX_LINEAR_SIDE ? "linear" : "4k";
  }
}
