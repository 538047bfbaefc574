package smilet.trainer.heads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import smilet.shared.error.UserError;
import smilet.trainer.heads.HeadModel.Movement;
import smilet.trainer.heads.HeadModel.Part;

/**
 * Reads the light head model of ICT-FaceKit as its authors publish it, and keeps what a camera in
 * front of the face can see.
 */
@SuppressWarnings("EnumOrdinal") // Arrays hold one value per constant, in the order of the enum.
final class HeadModelReader {
  static final String WHERE_TO_GET_IT =
      "get the head model with: git clone "
          + RenderedFaces.HEAD_MODEL_URL
          + " (light model, MIT"
          + " licence)";

  /** Vertices of each file of the light model. */
  static final int VERTICES = 26_719;

  private static final String FOLDER = "FaceXModel";
  private static final String NEUTRAL = "generic_neutral_mesh.obj";

  /** Movements below a hundredth of a millimetre are rounding of the files. */
  private static final float LEAST_MOVEMENT = 1e-3f;

  private final Path folder;
  private final float[] whole;
  private final int[] kept;

  private HeadModelReader(Path folder, float[] whole, int[] kept) {
    this.folder = folder;
    this.whole = whole;
    this.kept = kept;
  }

  /**
   * Reads a head model.
   *
   * @param clone a clone of ICT-FaceKit, or the folder FaceXModel in it
   * @throws UserError if it is absent, or not whole
   */
  static HeadModel read(Path clone) throws IOException {
    Path inside = clone.resolve(FOLDER);
    Path folder = Files.isDirectory(inside) ? inside : clone;
    if (!Files.exists(folder.resolve(NEUTRAL))) {
      throw new UserError(
          "%s holds no head model (no %s/%s); %s"
              .formatted(clone, FOLDER, NEUTRAL, WHERE_TO_GET_IT));
    }
    ObjFile neutral = ObjFile.read(folder.resolve(NEUTRAL), VERTICES);
    if (neutral.triangles().length == 0) {
      throw new UserError(
          "%s has no polygons: it is cut off; %s"
              .formatted(folder.resolve(NEUTRAL), WHERE_TO_GET_IT));
    }
    return keepVisible(folder, neutral);
  }

  private static HeadModel keepVisible(Path folder, ObjFile neutral) throws IOException {
    float[] whole = neutral.vertices();
    int[] triangles =
        MeshThinning.thin(
            whole,
            visibleTriangles(whole, neutral.triangles()),
            IntStream.range(0, VERTICES).mapToObj(HeadModelReader::part).toArray(Part[]::new),
            Landmarks.inWholeModel());
    int[] kept = Arrays.stream(triangles).sorted().distinct().toArray();
    int[] newNumbers = new int[VERTICES];
    for (int i = 0; i < kept.length; i++) {
      newNumbers[kept[i]] = i;
    }
    for (int i = 0; i < triangles.length; i++) {
      triangles[i] = newNumbers[triangles[i]];
    }
    HeadModelReader reader = new HeadModelReader(folder, whole, kept);
    Part[] parts = new Part[kept.length];
    for (int i = 0; i < kept.length; i++) {
      parts[i] = part(kept[i]);
    }
    Mesh[] identity = new Mesh[HeadModel.IDENTITY_MODES];
    Movement[] expression = new Movement[Blendshape.values().length];
    parallel(identity.length, mode -> identity[mode] = reader.identity(mode));
    parallel(expression.length, shape -> expression[shape] = reader.movement(shape));
    return new HeadModel(
        parts, reader.part(neutral), triangles, identity, expression, Landmarks.in(newNumbers));
  }

  /** A piece of work that reads a file. */
  private interface Reading {
    void read(int index) throws IOException;
  }

  private static void parallel(int count, Reading reading) throws IOException {
    try {
      IntStream.range(0, count)
          .parallel()
          .forEach(
              index -> {
                try {
                  reading.read(index);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The vertices that are kept. */
  private Mesh part(ObjFile file) {
    Mesh mesh = Mesh.of(kept.length);
    for (int i = 0; i < kept.length; i++) {
      mesh.x()[i] = file.vertices()[3 * kept[i]];
      mesh.y()[i] = file.vertices()[3 * kept[i] + 1];
      mesh.z()[i] = file.vertices()[3 * kept[i] + 2];
    }
    return mesh;
  }

  private Mesh identity(int mode) throws IOException {
    String name = String.format(Locale.ROOT, "identity%03d.obj", mode);
    float[] offsets = ObjFile.read(folder.resolve(name), VERTICES).vertices();
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] -= whole[i];
    }
    return part(new ObjFile(offsets, new int[0]));
  }

  private Movement movement(int shape) throws IOException {
    String name = Blendshape.values()[shape].fileName();
    float[] moved = ObjFile.read(folder.resolve(name), VERTICES).vertices();
    int[] vertices = new int[kept.length];
    float[] offsets = new float[3 * kept.length];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      float most = 0;
      for (int axis = 0; axis < 3; axis++) {
        float offset = moved[3 * kept[i] + axis] - whole[3 * kept[i] + axis];
        offsets[3 * count + axis] = offset;
        most = Math.max(most, Math.abs(offset));
      }
      if (most > LEAST_MOVEMENT) {
        vertices[count++] = i;
      }
    }
    return new Movement(Arrays.copyOf(vertices, count), Arrays.copyOf(offsets, 3 * count));
  }

  /** Triangles that can be seen from the front. */
  private static int[] visibleTriangles(float[] xyz, int[] triangles) {
    int[] visible = new int[triangles.length];
    int count = 0;
    for (int t = 0; t < triangles.length; t += 3) {
      if (isVisible(xyz, triangles[t], triangles[t + 1], triangles[t + 2])) {
        System.arraycopy(triangles, t, visible, count, 3);
        count += 3;
      }
    }
    return Arrays.copyOf(visible, count);
  }

  /** The limits come from looking at the mesh: what lies behind them never shows. */
  private static boolean isVisible(float[] xyz, int a, int b, int c) {
    Part part = part(a);
    if (part == null || part(b) == null || part(c) == null || isIris(a)) {
      return false;
    }
    float y = (xyz[3 * a + 1] + xyz[3 * b + 1] + xyz[3 * c + 1]) / 3;
    float z = (xyz[3 * a + 2] + xyz[3 * b + 2] + xyz[3 * c + 2]) / 3;
    float facing = facing(xyz, a, b, c);
    return switch (part) {
      case FACE -> y > -14 && facing > -0.6f;
      case HEAD -> z > -4 && y > -15 && facing > -0.5f;
      case MOUTH_SOCKET -> z > 6.5f && facing > -0.3f;
      case GUMS -> z > 7.5f && facing > -0.3f;
      case TEETH -> z > 7.5f && facing > -0.2f;
      case EYE -> z > 7.6f && facing > -0.2f;
    };
  }

  /** How much a triangle faces the front: z of its normal. */
  private static float facing(float[] xyz, int a, int b, int c) {
    float ux = xyz[3 * b] - xyz[3 * a];
    float uy = xyz[3 * b + 1] - xyz[3 * a + 1];
    float uz = xyz[3 * b + 2] - xyz[3 * a + 2];
    float vx = xyz[3 * c] - xyz[3 * a];
    float vy = xyz[3 * c + 1] - xyz[3 * a + 1];
    float vz = xyz[3 * c + 2] - xyz[3 * a + 2];
    float x = uy * vz - uz * vy;
    float y = uz * vx - ux * vz;
    float z = ux * vy - uy * vx;
    return z / (float) Math.sqrt(x * x + y * y + z * z + 1e-12f);
  }

  /** The table "Face Model Topology" of the model's README; null for parts that are not drawn. */
  private static Part part(int vertex) {
    if (vertex < 9_409) {
      return Part.FACE;
    } else if (vertex < 11_248) {
      return Part.HEAD;
    } else if (vertex < 13_294) {
      return Part.MOUTH_SOCKET;
    } else if (vertex < 14_062) {
      return null; // eye sockets
    } else if (vertex < 17_039) {
      return Part.GUMS;
    } else if (vertex < 21_451) {
      return Part.TEETH;
    }
    return vertex < 24_591 ? Part.EYE : null; // lacrimal fluid, blends, occlusion, lashes
  }

  /** The irises lie behind the clear front of the eyeballs; the rasteriser paints them on it. */
  private static boolean isIris(int vertex) {
    return (vertex >= 22_221 && vertex < 23_021) || (vertex >= 23_791 && vertex < 24_591);
  }
}
