package smilet.trainer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import smilet.shared.frame.Grid;
import smilet.shared.random.Seeds;
import smilet.trainer.descent.Optimiser;
import smilet.trainer.descent.Recipe;
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ConvolutionSpec;

/**
 * Draws candidates within a size: the usual network for the size first, then its neighbours and
 * other shapes, each as wide as the bytes allow, with other grids, bits and recipes. The draws
 * depend on the seed only.
 */
final class CandidateSource {
  /** The largest side for which a linear model is tried. */
  private static final int MAX_LINEAR_SIDE = 16;

  /** The smallest side of a grid. */
  private static final int MIN_SIDE = 8;

  /** No candidate takes more than so many times the multiply-adds of the usual network. */
  private static final double MOST_WORK = 2.5;

  /** Widths are tried in steps of this factor. */
  private static final double WIDENING = 1.03;

  private static final int WIDENINGS = 150;

  private final SearchRequest request;
  private final int faces;
  private final SplittableRandom random;
  private final Optional<Candidate> usual;

  /**
   * @param faces how many the data has; few faces need more iterations
   */
  CandidateSource(SearchRequest request, int faces) {
    this.request = request;
    this.faces = faces;
    this.random = new SplittableRandom(Seeds.mix(request.seed(), Seeds.SEARCH, 0));
    this.usual = usualCandidate();
  }

  /** The best network known before the search that fits the size; empty if none does. */
  Optional<Candidate> usual() {
    return usual;
  }

  private Optional<Candidate> usualCandidate() {
    boolean small = Math.max(request.grid().width(), request.grid().height()) <= MAX_LINEAR_SIDE;
    return (small ? Stream.of("linear") : Stream.of("64k", "16k", "4k", "linear"))
        .map(network -> usualRecipe(request.grid(), network))
        .filter(candidate -> fits(candidate.network(), candidate.grid(), candidate.weightBits()))
        .findFirst();
  }

  private Candidate usualRecipe(Grid grid, String network) {
    Recipe recipe =
        Recipe.forArchitecture(Architecture.parse(network, grid), request.seed()).forSamples(faces);
    Optimiser.AdamW optimiser = (Optimiser.AdamW) recipe.optimiser();
    return new Candidate(
        grid,
        network,
        recipe.rounding().weightBits(),
        recipe.iterations(),
        recipe.batchSize(),
        optimiser.learningRate(),
        optimiser.weightDecay());
  }

  private boolean fits(String network, Grid grid, int weightBits) {
    return FileSize.estimate(Architecture.parse(network, grid), weightBits) <= request.bytes();
  }

  /** Draws a candidate; empty if this draw does not fit the size. */
  Optional<Candidate> draw() {
    Grid grid = grid();
    boolean linear =
        Math.max(grid.width(), grid.height()) <= MAX_LINEAR_SIDE && random.nextInt(3) == 0;
    int weightBits = linear ? oneOf(4, 5, 6, 8) : oneOf(3, 3, 4, 4, 4, 4, 5, 5);
    double fill = random.nextInt(4) == 0 ? 0.5 + random.nextDouble() / 2 : 1;
    Optional<String> network =
        linear
            ? Optional.of("linear").filter(layers -> fits(layers, grid, weightBits))
            : widest(shape(grid), grid, weightBits, fill);
    return network
        .map(layers -> varied(usualRecipe(grid, layers), weightBits))
        .filter(candidate -> usual.isEmpty() || affordable(candidate));
  }

  private boolean affordable(Candidate candidate) {
    return candidate.multiplyAdds() <= MOST_WORK * usual.orElseThrow().multiplyAdds();
  }

  private Candidate varied(Candidate recipe, int weightBits) {
    double passes = oneOf(4, 4, 4, 6, 6, 8) / 4.0;
    double rate = oneOf(7, 10, 10, 14) / 10.0;
    double decay = oneOf(1, 1, 3);
    int batch = recipe.batchSize() == Recipe.FULL_BATCH ? Recipe.FULL_BATCH : oneOf(64, 128, 128);
    return new Candidate(
        recipe.grid(),
        recipe.network(),
        weightBits,
        (int) Math.round(recipe.iterations() * passes),
        batch,
        Math.round(recipe.learningRate() * rate * 1e5) / 1e5,
        recipe.weightDecay() * decay);
  }

  private int oneOf(int... values) {
    return values[random.nextInt(values.length)];
  }

  private Grid grid() {
    int percent = oneOf(100, 100, 100, 83, 67);
    return new Grid(side(request.grid().width(), percent), side(request.grid().height(), percent));
  }

  private static int side(int most, int percent) {
    return Math.min(most, Math.max(MIN_SIDE, Math.round(most * percent / 100f)));
  }

  /** A convolution that has {@code width} channels, times a factor that is found later. */
  private record Layer(double width, int kernel, int stride) {
    ConvolutionSpec wide(double factor) {
      int channels = Math.clamp(Math.round(width * factor), 1, 256);
      return new ConvolutionSpec(channels, kernel, stride, true);
    }
  }

  private List<Layer> shape(Grid grid) {
    boolean neighbour = usual.isPresent() && random.nextBoolean();
    List<Layer> known = neighbour ? neighbour(grid) : List.of();
    return known.isEmpty() ? other(grid) : known;
  }

  /** The layers of the usual network with other widths; none if it is linear. */
  private List<Layer> neighbour(Grid grid) {
    List<Layer> layers = new ArrayList<>();
    for (ConvolutionSpec spec :
        Architecture.parse(usual.orElseThrow().network(), grid).convolutions()) {
      double width = spec.channels() * (0.75 + random.nextDouble() / 2);
      layers.add(new Layer(width, spec.kernel(), spec.stride()));
    }
    return layers;
  }

  /** Stages that each halve the picture, most with a second layer that does not. */
  private List<Layer> other(Grid grid) {
    int side = Math.min(grid.width(), grid.height());
    int halvings = 1;
    while (side >> (halvings + 1) >= 3) {
      halvings++;
    }
    int stages = Math.max(1, halvings - (random.nextInt(4) == 0 ? 1 : 0));
    int firstKernel = oneOf(3, 5, 5);
    List<Layer> layers = new ArrayList<>();
    double width = 1;
    for (int stage = 0; stage < stages; stage++) {
      layers.add(new Layer(width, stage == 0 ? firstKernel : 3, 2));
      if (random.nextInt(4) > 0) {
        layers.add(new Layer(width * (0.8 + 0.4 * random.nextDouble()), 3, 1));
      }
      width *= 1 + 0.6 * random.nextDouble();
    }
    return layers;
  }

  /** The widest network of a shape that fits; empty if none does. */
  private Optional<String> widest(List<Layer> layers, Grid grid, int weightBits, double fill) {
    Optional<String> widest = Optional.empty();
    double factor = layers.size() / layers.stream().mapToDouble(Layer::width).sum();
    for (int i = 0; i < WIDENINGS; i++, factor *= WIDENING) {
      List<ConvolutionSpec> wide = wide(layers, factor);
      Architecture architecture = new Architecture(grid, wide, true, true);
      if (FileSize.estimate(architecture, weightBits) > request.bytes() * fill) {
        break;
      }
      widest = Optional.of(text(wide));
    }
    return widest;
  }

  private static List<ConvolutionSpec> wide(List<Layer> layers, double factor) {
    return layers.stream().map(layer -> layer.wide(factor)).toList();
  }

  /** The layers as {@link Architecture#parse} reads them. */
  private static String text(List<ConvolutionSpec> layers) {
    StringBuilder text = new StringBuilder();
    for (ConvolutionSpec layer : layers) {
      int usualKernel = text.isEmpty() ? 5 : 3;
      text.append(text.isEmpty() ? "" : "-").append(layer.channels());
      text.append(layer.kernel() == usualKernel ? "" : "k" + layer.kernel());
      text.append(layer.stride() == 2 ? "" : "s" + layer.stride());
    }
    return text.toString();
  }
}
