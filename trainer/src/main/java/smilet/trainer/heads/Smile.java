package smilet.trainer.heads;

/**
 * Says whether a face smiles. A smile is: both corners of the mouth visibly raised, with or without
 * teeth. Bared teeth, a shout or a grimace alone are none. Measured are the muscles that raise the
 * corners and how far the corners really moved, against the same person at rest. What an open jaw
 * takes from the corners is given back, because a laugh is a smile too. People disagree about mild
 * smiles, so the border is drawn for each face: of many equal mild smiles, as large a share is
 * labelled a smile as people would call one.
 */
final class Smile {
  /** What a face shows. */
  enum Label {
    SMILE("smile"),
    NOT_SMILE("not-smile"),
    /** The muscles pull and the corners do not rise: such faces are left out. */
    AMBIGUOUS("");

    private final String text;

    Label(String text) {
      this.text = text;
    }

    /** The name in labels.csv. */
    String text() {
      return text;
    }
  }

  private Smile() {}

  /**
   * How far the lower of the two corners of the mouth is raised, as a share of the distance from
   * the eyes to the mouth of the person at rest.
   */
  static float lift(HeadModel model, Expression expression, Mesh rest, Mesh mesh) {
    Landmarks landmarks = model.landmarks();
    float lift =
        Math.min(
            lift(model, expression, rest, mesh, Landmarks.CORNER_LEFT),
            lift(model, expression, rest, mesh, Landmarks.CORNER_RIGHT));
    return lift / (landmarks.eyes(rest)[1] - landmarks.mouth(rest)[1]);
  }

  private static float lift(
      HeadModel model, Expression expression, Mesh rest, Mesh mesh, int corner) {
    int vertex = model.landmarks().vertex(corner);
    float byJaw = model.lowering(corner) * expression.weight(Blendshape.JAW_OPEN);
    return mesh.y()[vertex] - rest.y()[vertex] + byJaw;
  }

  /**
   * The label of an expression.
   *
   * @param lift see {@link #lift}
   * @param border the least weight of the muscle that is called a smile, see {@link
   *     Casting#CLOSED_BORDER}
   */
  static Label label(Expression expression, float lift, float border) {
    float muscle =
        Math.min(
            expression.weight(Blendshape.MOUTH_SMILE_LEFT),
            expression.weight(Blendshape.MOUTH_SMILE_RIGHT));
    if (muscle < border) {
      return Label.NOT_SMILE;
    }
    return lift >= Casting.SMILE_FROM_LIFT ? Label.SMILE : Label.AMBIGUOUS;
  }
}
