package smilet.trainer.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.pipeline.NetworkRequest;

/** Which network a command trains. */
final class NetworkOptions {
  @Option(
      names = "--grid",
      paramLabel = "WxH",
      defaultValue = "12x12",
      description = "The model's pixel grid (default: ${DEFAULT-VALUE}).")
  Grid grid;

  @Option(
      names = "--network",
      paramLabel = "NET",
      description =
          "The layers: linear; or 4k, 16k or 64k, the best known network with a file of at most so"
              + " many KiB; or the channels of each convolution, for example 8-12-16. Convolutions"
              + " have stride 2; 8s1 means 8 channels with stride 1 (default: linear up to a grid of"
              + " 16x16, 4k above).")
  Optional<String> layers;

  @Option(
      names = "--mirrored",
      negatable = true,
      description =
          "Average over a frame and its mirror image. This is more accurate and adds no bytes, but"
              + " takes twice the time (default: yes for convolutions, no for linear).")
  Optional<Boolean> mirrored;

  @Option(
      names = "--normalisation",
      paramLabel = "HOW",
      defaultValue = "contrast",
      description =
          "What is done to a frame first: contrast; or none, for pixels that are only on or off"
              + " (default: ${DEFAULT-VALUE}).")
  Normalisation normalisation;

  NetworkRequest request() {
    return new NetworkRequest(grid, layers, mirrored, normalisation);
  }
}
