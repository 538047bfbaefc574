package smilet.trainer.heads;

import java.util.List;
import smilet.trainer.heads.Repertoire.Move;
import smilet.trainer.heads.Repertoire.Recipe;

/**
 * An expression of the face.
 *
 * @param kind what it was drawn as; the label comes from what it did to the face, see {@link Smile}
 * @param weights one per {@link Blendshape}
 */
@SuppressWarnings({
  "ArrayRecordComponent",
  "EnumOrdinal"
}) // Never compared; one weight per constant.
record Expression(Kind kind, float[] weights) {
  /** What an expression is drawn as. */
  enum Kind {
    CLOSED_SMILE,
    MILD_SMILE,
    BROAD_SMILE,
    LAUGH,
    NEUTRAL,
    TALK,
    SHOUT,
    FROWN,
    PUCKER,
    PRESS,
    DISGUST,
    GRIMACE,
    SURPRISE,
    SMIRK_LEFT,
    SMIRK_RIGHT,
    PUFF
  }

  /** Draws an expression that is meant to be a smile, or not. */
  static Expression draw(boolean smile, RandomStream random) {
    float[] weights = new float[Blendshape.values().length];
    add(pick(Repertoire.BROWS, random), weights, random);
    add(Repertoire.HABITS, 0, weights, random);
    look(weights, random);
    Recipe recipe = pick(smile ? Repertoire.SMILE_KINDS : Repertoire.OTHER_KINDS, random);
    add(recipe, weights, random);
    return new Expression(recipe.kind(), weights);
  }

  float weight(Blendshape shape) {
    return weights[shape.ordinal()];
  }

  private static Recipe pick(List<Recipe> recipes, RandomStream random) {
    double total = 0;
    for (Recipe recipe : recipes) {
      total += recipe.share();
    }
    double left = random.nextDouble() * total;
    for (Recipe recipe : recipes) {
      left -= recipe.share();
      if (left < 0) {
        return recipe;
      }
    }
    return recipes.getLast();
  }

  private static void add(Recipe recipe, float[] weights, RandomStream random) {
    add(recipe.moves(), recipe.degree().draw(random), weights, random);
  }

  private static void add(List<Move> moves, double degree, float[] weights, RandomStream random) {
    for (Move move : moves) {
      double weight = move.weight().draw(random) * (move.ofDegree() ? degree : 1);
      int shape = move.shape().ordinal();
      if (move.pair()) {
        // The right half of a pair follows the left one in the list of blendshapes.
        weights[shape] += (float) (weight * Repertoire.SIDE.draw(random));
        weights[shape + 1] += (float) (weight * Repertoire.SIDE.draw(random));
      } else {
        weights[shape] += (float) weight;
      }
    }
  }

  /** Turns both eyes the same way. */
  private static void look(float[] weights, RandomStream random) {
    float aside = (float) Repertoire.GAZE.draw(random);
    boolean left = aside > 0;
    Blendshape outward = left ? Blendshape.EYE_LOOK_OUT_LEFT : Blendshape.EYE_LOOK_OUT_RIGHT;
    Blendshape inward = left ? Blendshape.EYE_LOOK_IN_RIGHT : Blendshape.EYE_LOOK_IN_LEFT;
    weights[outward.ordinal()] += Math.abs(aside);
    weights[inward.ordinal()] += Math.abs(aside);
    float up = (float) Repertoire.GAZE_UP.draw(random);
    Blendshape vertical = up > 0 ? Blendshape.EYE_LOOK_UP_LEFT : Blendshape.EYE_LOOK_DOWN_LEFT;
    weights[vertical.ordinal()] += Math.abs(up);
    weights[vertical.ordinal() + 1] += Math.abs(up);
  }
}
