package smilet.trainer.pipeline;

import java.util.Optional;
import java.util.OptionalDouble;
import smilet.shared.frame.Normalisation;
import smilet.shared.ready.ReadyModel;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;
import smilet.trainer.descent.Recipe;
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

  private ReadyMade() {}

  /**
   * A training that makes the model of a recipe: the same file each time, on any machine and with
   * any number of threads.
   *
   * @param rendered the faces that the recipe asks for
   */
  public static Training training(ReadyModel.Recipe recipe, Dataset rendered) {
    Architecture architecture =
        new NetworkRequest(
                recipe.grid(),
                Optional.of(recipe.network()),
                Optional.empty(),
                Normalisation.CONTRAST)
            .architecture();
    TrainingPlan usual = TrainingPlan.usual(architecture, recipe.seed());
    Recipe descent = usual.recipe().toBuilder().iterations(recipe.iterations()).build();
    TrainingPlan plan =
        new TrainingPlan(
            architecture,
            usual.normalisation(),
            usual.augmentation(),
            descent,
            OptionalDouble.of(SMILE_SHARE),
            usual.thresholds(),
            usual.threads());
    return new Training(rendered, Split.byPerson(rendered, HELD_OUT, recipe.seed()), plan);
  }
}
