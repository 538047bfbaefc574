package smilet.trainer.heads;

/**
 * The visible part of the head model ICT-FaceKit: a mesh at rest, and how it moves with the
 * identity of a person and with the expression. Lengths are centimetres; x points to the head's
 * left, y up, z out of the face. Coordinates are stored axis by axis: first x of all vertices, then
 * y, then z. Immutable; many threads may read.
 */
@SuppressWarnings("EnumOrdinal") // Arrays hold one value per constant, in the order of the enum.
final class HeadModel {
  /** Modes beyond these move a vertex by a millimetre on average, a third of a pixel. */
  static final int IDENTITY_MODES = 40;

  /** What a vertex belongs to. */
  enum Part {
    FACE,
    HEAD,
    MOUTH_SOCKET,
    GUMS,
    TEETH,
    EYE
  }

  private final Part[] parts;
  private final int[] ends = new int[Part.values().length];
  private final Mesh neutral;
  private final int[] triangles;
  private final Mesh[] identity;
  private final Movement[] expression;
  private final Landmarks landmarks;

  /**
   * A blendshape: the vertices it moves and by how much.
   *
   * @param vertices their numbers
   * @param offsets x, y and z for each of them
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Movement(int[] vertices, float[] offsets) {
    /** Adds the movement to a mesh. */
    void addTo(Mesh mesh, float weight) {
      for (int i = 0; i < vertices.length; i++) {
        int v = vertices[i];
        mesh.x()[v] += weight * offsets[3 * i];
        mesh.y()[v] += weight * offsets[3 * i + 1];
        mesh.z()[v] += weight * offsets[3 * i + 2];
      }
    }
  }

  HeadModel(
      Part[] parts,
      Mesh neutral,
      int[] triangles,
      Mesh[] identity,
      Movement[] expression,
      Landmarks landmarks) {
    this.parts = parts;
    for (int i = 0; i < parts.length; i++) {
      ends[parts[i].ordinal()] = i + 1;
    }
    for (int part = 1; part < ends.length; part++) {
      ends[part] = Math.max(ends[part], ends[part - 1]);
    }
    this.neutral = neutral;
    this.triangles = triangles;
    this.identity = identity;
    this.expression = expression;
    this.landmarks = landmarks;
  }

  int vertexCount() {
    return parts.length;
  }

  Part part(int vertex) {
    return parts[vertex];
  }

  /** The first vertex of a part. Each part is one run of vertices, in the order of the enum. */
  int start(Part part) {
    return part.ordinal() == 0 ? 0 : ends[part.ordinal() - 1];
  }

  /** The vertex after the last one of a part. */
  int end(Part part) {
    return ends[part.ordinal()];
  }

  /** The vertex after the last one of the outside: face and head come first. */
  int outsideEnd() {
    return end(Part.HEAD);
  }

  /** The mesh of the mean person at rest. Not to be changed. */
  Mesh neutral() {
    return neutral;
  }

  /** Three vertex numbers per triangle, anticlockwise from outside. Not to be changed. */
  int[] triangles() {
    return triangles;
  }

  Landmarks landmarks() {
    return landmarks;
  }

  /**
   * The mesh of a person at rest.
   *
   * @param weights one per identity mode; a multiple of 4 of them
   * @param mesh where it goes
   */
  void person(float[] weights, Mesh mesh) {
    mesh.set(neutral);
    for (int mode = 0; mode < IDENTITY_MODES; mode += 4) {
      Mesh a = identity[mode];
      Mesh b = identity[mode + 1];
      Mesh c = identity[mode + 2];
      Mesh d = identity[mode + 3];
      float wa = weights[mode];
      float wb = weights[mode + 1];
      float wc = weights[mode + 2];
      float wd = weights[mode + 3];
      addFour(mesh.x(), a.x(), wa, b.x(), wb, c.x(), wc, d.x(), wd);
      addFour(mesh.y(), a.y(), wa, b.y(), wb, c.y(), wc, d.y(), wd);
      addFour(mesh.z(), a.z(), wa, b.z(), wb, c.z(), wc, d.z(), wd);
    }
  }

  /** Four modes in one pass over the sum. */
  private static void addFour(
      float[] sum,
      float[] a,
      float wa,
      float[] b,
      float wb,
      float[] c,
      float wc,
      float[] d,
      float wd) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
    }
  }

  /** Adds an expression to a mesh. */
  void express(Expression expression, Mesh mesh) {
    for (Blendshape shape : Blendshape.values()) {
      float weight = expression.weight(shape);
      if (weight != 0) {
        this.expression[shape.ordinal()].addTo(mesh, weight);
      }
    }
  }

  /** How far a fully open jaw lowers a landmark, in centimetres. */
  float lowering(int landmark) {
    Movement jaw = expression[Blendshape.JAW_OPEN.ordinal()];
    int found = java.util.Arrays.binarySearch(jaw.vertices(), landmarks.vertex(landmark));
    return found < 0 ? 0 : -jaw.offsets()[3 * found + 1];
  }
}
