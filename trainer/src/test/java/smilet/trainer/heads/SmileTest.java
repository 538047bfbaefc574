package smilet.trainer.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.trainer.heads.Smile.Label;

@SuppressWarnings("EnumOrdinal") // Arrays hold one value per constant, in the order of the enum.
class SmileTest {
  @TempDir static Path temp;

  private static HeadModel model;

  @BeforeAll
  static void read() throws IOException {
    model = HeadModelReader.read(ToyHeadModel.write(temp, false));
  }

  @Test
  void twoRaisedCornersAreASmile() {
    assertThat(label(0.7f, 0.7f, 0)).isEqualTo(Label.SMILE);
  }

  @Test
  void oneRaisedCornerIsNone() {
    assertThat(label(0.9f, 0, 0)).isEqualTo(Label.NOT_SMILE);
    assertThat(label(0, 0.9f, 0)).isEqualTo(Label.NOT_SMILE);
  }

  @Test
  void anOpenMouthAloneIsNone() {
    assertThat(label(0, 0, 1)).isEqualTo(Label.NOT_SMILE);
  }

  @Test
  void aLaughIsASmileThoughTheJawLowersTheCorners() {
    assertThat(label(0.8f, 0.8f, 0.8f)).isEqualTo(Label.SMILE);
  }

  @Test
  void theBorderDecidesAboutAMildSmile() {
    assertThat(label(0.4f, 0.5f, 0, 0.39f)).isEqualTo(Label.SMILE);
    assertThat(label(0.4f, 0.5f, 0, 0.41f)).isEqualTo(Label.NOT_SMILE);
  }

  @Test
  void musclesThatDoNotMoveTheCornersAreAmbiguous() {
    Expression expression = expression(0.7f, 0.7f, 0);
    float little = Casting.SMILE_FROM_LIFT / 2;
    assertThat(Smile.label(expression, little, 0.5f)).isEqualTo(Label.AMBIGUOUS);
  }

  @Test
  void theMirroredExpressionHasTheSameLabelAndLift() {
    RandomStream random = new RandomStream(Purpose.SMILES, 1, 2, 3);
    for (int i = 0; i < 500; i++) {
      float left = (float) random.nextDouble();
      float right = (float) random.nextDouble();
      float jaw = (float) random.nextDouble();
      assertThat(label(left, right, jaw)).isEqualTo(label(right, left, jaw));
      assertThat(lift(left, right, jaw)).isCloseTo(lift(right, left, jaw), offset(1e-5f));
    }
  }

  private static Expression expression(float left, float right, float jaw) {
    float[] weights = new float[Blendshape.values().length];
    weights[Blendshape.MOUTH_SMILE_LEFT.ordinal()] = left;
    weights[Blendshape.MOUTH_SMILE_RIGHT.ordinal()] = right;
    weights[Blendshape.JAW_OPEN.ordinal()] = jaw;
    return new Expression(Expression.Kind.NEUTRAL, weights);
  }

  private static float lift(float left, float right, float jaw) {
    Expression expression = expression(left, right, jaw);
    Mesh mesh = Mesh.of(model.vertexCount());
    mesh.set(model.neutral());
    model.express(expression, mesh);
    return Smile.lift(model, expression, model.neutral(), mesh);
  }

  private static Label label(float left, float right, float jaw) {
    return label(left, right, jaw, 0.5f);
  }

  private static Label label(float left, float right, float jaw, float border) {
    return Smile.label(expression(left, right, jaw), lift(left, right, jaw), border);
  }
}
