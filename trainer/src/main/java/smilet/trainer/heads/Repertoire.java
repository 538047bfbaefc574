package smilet.trainer.heads;

import static smilet.trainer.heads.Blendshape.*;
import static smilet.trainer.heads.Distribution.either;
import static smilet.trainer.heads.Distribution.normal;
import static smilet.trainer.heads.Distribution.sometimes;
import static smilet.trainer.heads.Distribution.uniform;

import java.util.List;
import java.util.stream.Stream;
import smilet.trainer.heads.Expression.Kind;

/**
 * Every expression that is drawn: its share, and how much each part of the face moves. Weight 1 is
 * the full movement of the head model; some go beyond, because faces on photographs do.
 */
final class Repertoire {
  /** Half of the faces smile, so that neither class counts more. */
  static final double SMILES = 0.5;

  /** Left against right: no face moves evenly. */
  static final Distribution SIDE = uniform(0.88, 1.12);

  /** Where the eyes look, as the weight of a turn to one side; most look near the camera. */
  static final Distribution GAZE = normal(0, 0.25);

  /** Heads are bent a little forward, so the eyes look up to find the camera. */
  static final Distribution GAZE_UP = normal(0.3, 0.25);

  /**
   * A movement in an expression.
   *
   * @param shape what moves; of a pair, its left half
   * @param pair whether the right half moves too
   * @param ofDegree whether the weight is a share of the degree of the smile
   */
  record Move(Blendshape shape, boolean pair, boolean ofDegree, Distribution weight) {}

  /**
   * A kind of expression.
   *
   * @param share how often it is drawn, against the others in its list
   * @param degree how strong a smile is; 0 for other expressions
   */
  record Recipe(Kind kind, double share, Distribution degree, List<Move> moves) {
    Recipe {
      moves = List.copyOf(moves);
    }
  }

  private static final Distribution NONE = uniform(0, 0);

  /** What every smile does: the corners rise, cheeks and lower lids follow more or less. */
  private static final List<Move> SMILING =
      List.of(
          share(MOUTH_SMILE_LEFT, 1, 1),
          share(CHEEK_SQUINT_LEFT, 0.1, 1),
          share(CHEEK_RAISER_LEFT, 0.1, 1),
          share(EYE_SQUINT_LEFT, 0, 0.45),
          both(MOUTH_DIMPLE_LEFT, 0, 0.3),
          both(NOSE_SNEER_LEFT, 0, 0.15));

  /** Lips stay together, and often press or roll. */
  private static final Move[] CLOSED = {
    both(MOUTH_PRESS_LEFT, sometimes(0.4, uniform(0, 0.4))),
    both(MOUTH_DIMPLE_LEFT, 0, 0.3),
    one(MOUTH_ROLL_LOWER, sometimes(0.2, uniform(0, 0.4))),
    one(MOUTH_ROLL_UPPER, sometimes(0.2, uniform(0, 0.4)))
  };

  /**
   * Smiles with a closed mouth are drawn among smiles and among others: their border decides, see
   * {@link Casting#CLOSED_BORDER}. A mild smile that shows teeth lifts the upper lip by itself.
   */
  static final List<Recipe> SMILE_KINDS =
      List.of(
          smile(Kind.CLOSED_SMILE, 20, uniform(0.2, 1.3), CLOSED),
          smile(
              Kind.MILD_SMILE,
              24,
              uniform(0.2, 0.65),
              both(MOUTH_UPPER_UP_LEFT, 0.15, 0.85),
              both(MOUTH_LOWER_DOWN_LEFT, 0, 0.5),
              both(MOUTH_STRETCH_LEFT, 0, 0.4),
              one(JAW_OPEN, uniform(0, 0.2))),
          smile(
              Kind.BROAD_SMILE,
              50,
              uniform(0.5, 1.3),
              both(MOUTH_UPPER_UP_LEFT, 0.05, 0.65),
              both(MOUTH_LOWER_DOWN_LEFT, 0, 0.5),
              both(MOUTH_STRETCH_LEFT, 0, 0.4),
              one(JAW_OPEN, either(0.6, uniform(0, 0.15), uniform(0.08, 0.3)))),
          smile(
              Kind.LAUGH,
              14,
              uniform(0.4, 1.3),
              both(MOUTH_UPPER_UP_LEFT, 0.05, 0.65),
              both(MOUTH_LOWER_DOWN_LEFT, 0, 0.5),
              both(MOUTH_STRETCH_LEFT, 0, 0.4),
              one(JAW_OPEN, uniform(0.25, 0.6))));

  /** A trace of a smile or of raised cheeks in any other face: too little to be one. */
  private static final List<Move> RESIDUE =
      List.of(
          both(MOUTH_SMILE_LEFT, sometimes(0.45, uniform(0, 0.2))),
          both(CHEEK_SQUINT_LEFT, sometimes(0.3, uniform(0, 0.3))),
          both(CHEEK_RAISER_LEFT, sometimes(0.3, uniform(0, 0.3))));

  /**
   * Two thirds rest or talk, as on public photographs. The rest is what looks like a smile and is
   * none: open mouths, bared teeth, pressed lips, raised cheeks, one raised corner.
   */
  static final List<Recipe> OTHER_KINDS =
      List.of(
          smile(Kind.CLOSED_SMILE, 25, uniform(0.1, 0.9), CLOSED),
          other(
              Kind.NEUTRAL,
              30,
              both(MOUTH_PRESS_LEFT, sometimes(0.5, uniform(0, 0.5))),
              both(MOUTH_FROWN_LEFT, sometimes(0.35, uniform(0, 0.4))),
              both(MOUTH_DIMPLE_LEFT, sometimes(0.25, uniform(0, 0.4))),
              both(CHEEK_SQUINT_LEFT, sometimes(0.3, uniform(0, 0.5))),
              one(JAW_OPEN, sometimes(0.35, uniform(0, 0.12)))),
          other(
              Kind.TALK,
              25,
              one(JAW_OPEN, uniform(0.05, 0.45)),
              one(MOUTH_FUNNEL, sometimes(0.4, uniform(0, 0.6))),
              one(MOUTH_PUCKER, sometimes(0.3, uniform(0, 0.5))),
              both(MOUTH_STRETCH_LEFT, sometimes(0.5, uniform(0, 0.5))),
              both(MOUTH_UPPER_UP_LEFT, sometimes(0.4, uniform(0, 0.35))),
              both(MOUTH_LOWER_DOWN_LEFT, sometimes(0.6, uniform(0, 0.7))),
              both(MOUTH_FROWN_LEFT, sometimes(0.3, uniform(0, 0.4)))),
          other(
              Kind.SHOUT,
              9,
              one(JAW_OPEN, uniform(0.3, 1)),
              both(MOUTH_STRETCH_LEFT, 0, 0.9),
              both(MOUTH_UPPER_UP_LEFT, 0, 0.8),
              both(MOUTH_LOWER_DOWN_LEFT, 0, 0.8),
              both(NOSE_SNEER_LEFT, 0, 0.6),
              both(MOUTH_FROWN_LEFT, 0, 0.5),
              both(EYE_SQUINT_LEFT, sometimes(0.4, uniform(0, 0.8)))),
          other(
              Kind.FROWN,
              8,
              both(MOUTH_FROWN_LEFT, 0.3, 1),
              one(MOUTH_SHRUG_LOWER, uniform(0, 0.8)),
              both(MOUTH_PRESS_LEFT, 0, 0.4)),
          other(
              Kind.PUCKER,
              4,
              one(MOUTH_PUCKER, uniform(0.3, 1)),
              one(MOUTH_FUNNEL, uniform(0, 0.5))),
          other(
              Kind.PRESS,
              7,
              one(MOUTH_ROLL_LOWER, uniform(0.1, 0.9)),
              one(MOUTH_ROLL_UPPER, uniform(0.1, 0.9)),
              both(MOUTH_PRESS_LEFT, 0, 0.9),
              both(MOUTH_DIMPLE_LEFT, 0, 0.7),
              both(MOUTH_STRETCH_LEFT, 0, 0.6),
              both(CHEEK_SQUINT_LEFT, 0, 0.5),
              one(MOUTH_SHRUG_LOWER, uniform(0, 0.6))),
          other(
              Kind.DISGUST,
              5,
              both(NOSE_SNEER_LEFT, 0.3, 1),
              both(MOUTH_UPPER_UP_LEFT, 0.1, 0.8),
              both(EYE_SQUINT_LEFT, 0.2, 0.9),
              both(BROW_DOWN_LEFT, 0.2, 0.9),
              both(CHEEK_SQUINT_LEFT, 0, 0.6),
              one(JAW_OPEN, uniform(0, 0.2))),
          other(
              Kind.GRIMACE,
              7,
              both(MOUTH_STRETCH_LEFT, 0.3, 1),
              both(MOUTH_LOWER_DOWN_LEFT, 0.2, 0.9),
              both(MOUTH_UPPER_UP_LEFT, sometimes(0.6, uniform(0, 0.7))),
              both(MOUTH_FROWN_LEFT, 0.1, 0.7),
              one(JAW_OPEN, uniform(0, 0.3)),
              both(EYE_SQUINT_LEFT, 0, 0.8)),
          other(
              Kind.SURPRISE,
              2,
              one(JAW_OPEN, uniform(0.2, 0.7)),
              both(BROW_INNER_UP_LEFT, 0.4, 1),
              both(BROW_OUTER_UP_LEFT, 0.4, 1),
              both(EYE_WIDE_LEFT, 0.3, 1),
              one(MOUTH_FUNNEL, uniform(0, 0.5))),
          other(
              Kind.SMIRK_LEFT,
              1,
              one(MOUTH_SMILE_LEFT, uniform(0.15, 0.45)),
              one(MOUTH_DIMPLE_LEFT, uniform(0, 0.6))),
          other(
              Kind.SMIRK_RIGHT,
              1,
              one(MOUTH_SMILE_RIGHT, uniform(0.15, 0.45)),
              one(MOUTH_DIMPLE_RIGHT, uniform(0, 0.6))),
          other(Kind.PUFF, 2, both(CHEEK_PUFF_LEFT, 0.3, 1), one(MOUTH_PUCKER, uniform(0, 0.5))));

  /** Brows, in all faces alike: they must not tell a smile. Most rest or are lowered. */
  static final List<Recipe> BROWS =
      List.of(
          brows(4),
          brows(3, both(BROW_DOWN_LEFT, 0.2, 1)),
          brows(1, both(BROW_INNER_UP_LEFT, 0.2, 0.9), both(BROW_OUTER_UP_LEFT, 0, 0.9)),
          brows(1, both(BROW_INNER_UP_LEFT, 0.2, 0.8)),
          brows(1, both(BROW_OUTER_UP_LEFT, 0, 0.5)));

  /** Lids, a few of them closed, and small movements that go with any expression. */
  static final List<Move> HABITS =
      List.of(
          both(EYE_SQUINT_LEFT, 0, 0.25),
          both(BROW_DOWN_LEFT, 0, 0.4),
          both(EYE_BLINK_LEFT, either(0.05, uniform(0.7, 1), sometimes(0.4, uniform(0, 0.3)))),
          both(EYE_WIDE_LEFT, sometimes(0.1, uniform(0, 0.8))),
          habit(MOUTH_LEFT, 0.04),
          habit(MOUTH_RIGHT, 0.04),
          habit(JAW_LEFT, 0.04),
          habit(JAW_RIGHT, 0.04),
          habit(JAW_FORWARD, 0.08),
          habit(MOUTH_SHRUG_UPPER, 0.08),
          habit(MOUTH_SHRUG_LOWER, 0.08),
          habit(MOUTH_ROLL_UPPER, 0.08),
          habit(MOUTH_ROLL_LOWER, 0.08));

  private Repertoire() {}

  private static Move one(Blendshape shape, Distribution weight) {
    return new Move(shape, false, false, weight);
  }

  private static Move both(Blendshape left, Distribution weight) {
    return new Move(left, true, false, weight);
  }

  private static Move both(Blendshape left, double from, double to) {
    return both(left, uniform(from, to));
  }

  private static Move share(Blendshape left, double from, double to) {
    return new Move(left, true, true, uniform(from, to));
  }

  private static Move habit(Blendshape shape, double probability) {
    return one(shape, sometimes(probability, uniform(0, 0.35)));
  }

  private static Recipe smile(Kind kind, double share, Distribution degree, Move... moves) {
    return new Recipe(
        kind, share, degree, Stream.concat(SMILING.stream(), Stream.of(moves)).toList());
  }

  private static Recipe other(Kind kind, double share, Move... moves) {
    boolean smirk = kind == Kind.SMIRK_LEFT || kind == Kind.SMIRK_RIGHT;
    Stream<Move> residue = smirk ? Stream.of() : RESIDUE.stream();
    return new Recipe(kind, share, NONE, Stream.concat(residue, Stream.of(moves)).toList());
  }

  private static Recipe brows(double share, Move... moves) {
    return new Recipe(Kind.NEUTRAL, share, NONE, List.of(moves));
  }
}
