package smilet.trainer.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import smilet.shared.fixed.Q15;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Model;
import smilet.shared.ready.ReadyModel;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.network.Architecture;

/** Trains the models that come with Smilet, from their recipes. */
public final class ReadyMade {
  /** Share of the rendered people to fit percentages and thresholds to. */
  private static final double HELD_OUT = 0.1;

  /**
   * The share of smiles that their percentages assume. Half of the rendered faces smile; people in
   * front of a camera smile less often.
   */
  private static final double SMILE_SHARE = 0.33;

  /**
   * The networks that teach. They are as small as those they teach: larger ones learned more of
   * what only rendered faces have, and were worse on photographs.
   */
  private static final String TEACHER = "4k";

  private static final Grid TEACHER_GRID = new Grid(48, 48);
  private static final int TEACHER_ITERATIONS = 40;

  /** The seed of the first teacher; the next ones follow. */
  private static final long TEACHER_SEED = 101;

  private ReadyMade() {}

  /**
   * A training that makes the model of a recipe: the same file each time, on any machine and with
   * any number of threads.
   *
   * @param rendered the faces that the recipe asks for
   * @param taught the answers of the recipe's teachers, from {@link #taught}; empty if it has none
   */
  public static Training training(
      ReadyModel.Recipe recipe, Dataset rendered, Optional<float[]> taught) {
    TrainingPlan plan =
        plan(
            recipe.grid(),
            recipe.network(),
            recipe.iterations(),
            recipe.seed(),
            OptionalDouble.of(SMILE_SHARE));
    return new Training(rendered, Split.byPerson(rendered, HELD_OUT, recipe.seed()), plan, taught);
  }

  /**
   * The training of a teacher.
   *
   * @param number from 0
   */
  public static Training teacher(Dataset rendered, int number) {
    long seed = TEACHER_SEED + number;
    TrainingPlan plan =
        plan(TEACHER_GRID, TEACHER, TEACHER_ITERATIONS, seed, OptionalDouble.empty());
    return new Training(rendered, Split.byPerson(rendered, HELD_OUT, seed), plan);
  }

  /** The mean probability of a smile that teachers give to each face, 0 to 1. */
  public static float[] taught(List<Model> teachers, Dataset rendered) {
    int[] sums = new int[rendered.size()];
    for (Model teacher : teachers) {
      int[] probabilities = Predictions.of(teacher, rendered).probabilitiesQ15();
      Arrays.setAll(sums, face -> sums[face] + probabilities[face]);
    }
    float[] means = new float[sums.length];
    for (int face = 0; face < means.length; face++) {
      means[face] = (float) sums[face] / (Q15.ONE * teachers.size());
    }
    return means;
  }

  private static TrainingPlan plan(
      Grid grid, String network, int iterations, long seed, OptionalDouble smileShare) {
    Architecture architecture =
        new NetworkRequest(grid, Optional.of(network), Optional.empty(), Normalisation.CONTRAST)
            .architecture();
    TrainingPlan usual = TrainingPlan.usual(architecture, seed);
    return new TrainingPlan(
        architecture,
        usual.normalisation(),
        usual.augmentation(),
        usual.recipe().toBuilder().iterations(iterations).build(),
        smileShare,
        usual.thresholds(),
        usual.threads());
  }
}
