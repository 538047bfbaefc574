package smilet.trainer.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.error.UserError;

class HeadModelReaderTest {
  @TempDir static Path temp;

  private static Path full;
  private static Path bare;

  @BeforeAll
  static void write() throws IOException {
    full = ToyHeadModel.write(temp.resolve("full"), true);
    bare = ToyHeadModel.write(temp.resolve("bare"), false);
  }

  @Test
  void filesWithPolygonsGiveTheSameHeadAsVertexLinesAlone() throws IOException {
    HeadModel a = HeadModelReader.read(full);
    HeadModel b = HeadModelReader.read(bare);
    Mesh meshA = moved(a);
    Mesh meshB = moved(b);
    assertThat(a.triangles()).isEqualTo(b.triangles());
    assertThat(meshA.x()).isEqualTo(meshB.x());
    assertThat(meshA.y()).isEqualTo(meshB.y());
    assertThat(meshA.z()).isEqualTo(meshB.z());
  }

  private static Mesh moved(HeadModel model) {
    float[] weights = new float[HeadModel.IDENTITY_MODES];
    Arrays.fill(weights, 0.5f);
    float[] expression = new float[Blendshape.values().length];
    Arrays.fill(expression, 0.5f);
    Mesh mesh = Mesh.of(model.vertexCount());
    model.person(weights, mesh);
    model.express(new Expression(Expression.Kind.TALK, expression), mesh);
    return mesh;
  }

  @Test
  void theFolderInsideTheCloneServesToo() throws IOException {
    assertThat(HeadModelReader.read(bare.resolve("FaceXModel")).vertexCount())
        .isEqualTo(HeadModelReader.read(bare).vertexCount());
  }

  @Test
  void anAbsentModelSaysWhereToGetIt() {
    assertThatThrownBy(() -> HeadModelReader.read(temp.resolve("nowhere")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("USC-ICT/ICT-FaceKit");
  }

  @Test
  void halfAModelNamesTheFileThatIsMissing() throws IOException {
    Path half = ToyHeadModel.write(temp.resolve("half"), false);
    Files.delete(half.resolve("FaceXModel/jawOpen.obj"));
    refused(half, "jawOpen.obj is missing");
  }

  @Test
  void aTruncatedFileIsRefusedWithItsName() throws IOException {
    Path cut = ToyHeadModel.write(temp.resolve("cut"), false);
    Path file = cut.resolve("FaceXModel/identity007.obj");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
    refused(cut, "identity007.obj");
    Files.writeString(file, text.substring(0, text.length() - 3));
    refused(cut, "identity007.obj");
  }

  @Test
  void aNeutralMeshWithoutPolygonsIsRefused() throws IOException {
    Path cut = ToyHeadModel.write(temp.resolve("flat"), false);
    Path file = cut.resolve("FaceXModel/generic_neutral_mesh.obj");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.indexOf("vt ")));
    refused(cut, "no polygons");
  }

  @Test
  void aWordInsteadOfANumberIsNamedWithItsLine() throws IOException {
    Path bad = ToyHeadModel.write(temp.resolve("bad"), false);
    Path file = bad.resolve("FaceXModel/jawLeft.obj");
    Files.writeString(file, Files.readString(file).replaceFirst("v \\S+", "v nought"));
    refused(bad, "jawLeft.obj line 2: \"nought\" is no number");
  }

  private static void refused(Path model, String message) {
    assertThatThrownBy(() -> HeadModelReader.read(model))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }
}
