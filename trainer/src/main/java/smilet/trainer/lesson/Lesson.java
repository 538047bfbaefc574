package smilet.trainer.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import smilet.shared.fixed.Q16;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Classifier;
import smilet.shared.model.Model;
import smilet.trainer.descent.Descent;
import smilet.trainer.descent.DescentResult;
import smilet.trainer.descent.Recipe;
import smilet.trainer.descent.Stopwatch;
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ArraySamples;
import smilet.trainer.network.Network;
import smilet.trainer.score.Logistic;

/** Repeats the training that the lecture shows. */
public final class Lesson {
  /** The images of the lecture; X is a bright pixel. */
  public static final List<String> IMAGES =
      List.of("X.XXXXXX.", "...XX.X..", "X.X.XXXXX", "...X.X.X.");

  private static final boolean[] SMILES = {true, false, false, true};
  private static final double LEARNING_RATE = 0.115;

  /** The nine weights after the lecture's first change: three up, three down. */
  private static final float[] FIRST_TWEAK = {0, 0, 0, +1, -1, +1, -1, +1, -1};

  /** One bit per pixel; a bright pixel becomes the input that stands for 1. */
  private static final FrameFormat FORMAT = new FrameFormat(3, 3, 1);

  private static final Grid GRID = new Grid(3, 3);

  private final ArraySamples samples = samples();
  private final Network start =
      new Network(
          new Architecture(GRID, List.of(), false, false), Normalisation.NONE, FIRST_TWEAK.clone());
  private final Descent descent;

  /**
   * @param iterations 1 or more
   */
  public Lesson(int iterations) {
    Recipe recipe = Recipe.lecture(LEARNING_RATE, iterations);
    descent = new Descent(start, samples, Optional.empty(), recipe, 1, Stopwatch.ofProcess());
  }

  /** Makes {@link #run} end after the iteration that runs; another thread may call this. */
  public void interrupt() {
    descent.interrupt();
  }

  /** Whether an image is a smile. */
  public static boolean smile(int image) {
    return SMILES[image];
  }

  /**
   * The result of the training.
   *
   * @param last the row after the last iteration, in floats
   * @param model the same weights as integers
   * @param integerScores the scores of the integer model, one per image
   */
  public record Result(LessonRow last, Model model, List<Double> integerScores) {
    public Result {
      integerScores = List.copyOf(integerScores);
    }
  }

  /** Trains; {@code listener} receives one row for the start and one per iteration. */
  public Result run(Consumer<LessonRow> listener) {
    listener.accept(row(0, start));
    DescentResult outcome =
        descent.run((iteration, network) -> listener.accept(row(iteration.number(), network)));
    Model model = outcome.model(samples);
    return new Result(row(outcome.keptIteration(), outcome.network()), model, integerScores(model));
  }

  private LessonRow row(int iteration, Network network) {
    List<Double> scores = new ArrayList<>();
    List<Double> percentages = new ArrayList<>();
    double error = 0;
    int roughlyRight = 0;
    float[] logits = network.logits(samples);
    for (int i = 0; i < logits.length; i++) {
      double percentage = 100 * Logistic.probability(logits[i]);
      double away = Math.abs((SMILES[i] ? 100 : 0) - percentage);
      scores.add((double) logits[i]);
      percentages.add(percentage);
      error += away / logits.length;
      roughlyRight += away <= 10 ? 1 : 0;
    }
    List<Double> weights = new ArrayList<>();
    for (float weight : network.parameters()) {
      weights.add((double) weight);
    }
    return new LessonRow(iteration, scores, percentages, roughlyRight, error, weights);
  }

  private static List<Double> integerScores(Model model) {
    Classifier classifier = new Classifier(model, FORMAT);
    return IMAGES.stream().map(image -> Q16.toDouble(classifier.classify(frame(image)))).toList();
  }

  private static ArraySamples samples() {
    byte[] inputs = new byte[IMAGES.size() * GRID.cellCount()];
    for (int i = 0; i < IMAGES.size(); i++) {
      char[] pixels = frame(IMAGES.get(i)).pixels();
      for (int p = 0; p < pixels.length; p++) {
        inputs[i * pixels.length + p] = (byte) (pixels[p] * Normalisation.NONE.one());
      }
    }
    return new ArraySamples(GRID, Normalisation.NONE, inputs, Arrays.copyOf(SMILES, SMILES.length));
  }

  private static Frame frame(String image) {
    Frame frame = new Frame(FORMAT);
    for (int p = 0; p < image.length(); p++) {
      frame.pixels()[p] = (char) (image.charAt(p) == 'X' ? 1 : 0);
    }
    return frame;
  }
}
