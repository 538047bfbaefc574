package smilet.trainer.heads;

/**
 * The 68 landmarks of Multi-PIE as vertices of the mesh. 0 to 16 are the jaw, 17 to 26 the brows,
 * 27 to 35 the nose, 36 to 47 the eyes, 48 to 59 the outer and 60 to 67 the inner edge of the lips.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Landmarks(int[] vertices) {
  static final int CORNER_RIGHT = 48;
  static final int CORNER_LEFT = 54;
  static final int UPPER_LIP_INSIDE = 62;
  static final int LOWER_LIP_INSIDE = 66;
  static final int NOSE_BRIDGE = 27;

  /** As vertices of the whole model, from the README of ICT-FaceKit. */
  private static final int[] IN_WHOLE_MODEL = {
    1225, 1888, 1052, 367, 1719, 1722, 2199, 1447, 966, 3661, 4390, 3927, 3924, 2608, 3272, 4088,
    3443, 268, 493, 1914, 2044, 1401, 3615, 4240, 4114, 2734, 2509, 978, 4527, 4942, 4857, 1140,
    2075, 1147, 4269, 3360, 1507, 1542, 1537, 1528, 1518, 1511, 3742, 3751, 3756, 3721, 3725, 3732,
    5708, 5695, 2081, 0, 4275, 6200, 6213, 6346, 6461, 5518, 5957, 5841, 5702, 5711, 5533, 6216,
    6207, 6470, 5517, 5966
  };

  /** As vertices of the whole model. */
  static int[] inWholeModel() {
    return IN_WHOLE_MODEL.clone();
  }

  /**
   * The landmarks in a part of the model.
   *
   * @param newNumbers the number in the part for each vertex of the whole model
   */
  static Landmarks in(int[] newNumbers) {
    int[] vertices = new int[IN_WHOLE_MODEL.length];
    for (int i = 0; i < vertices.length; i++) {
      vertices[i] = newNumbers[IN_WHOLE_MODEL[i]];
    }
    return new Landmarks(vertices);
  }

  int vertex(int landmark) {
    return vertices[landmark];
  }

  /** The mean place of some landmarks of a mesh. */
  float[] mean(Mesh mesh, int from, int to) {
    return new float[] {
      mean(mesh.x(), from, to), mean(mesh.y(), from, to), mean(mesh.z(), from, to)
    };
  }

  /** The mean of a value per vertex over some landmarks. */
  float mean(float[] values, int from, int to) {
    float sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[vertices[i]];
    }
    return sum / (to - from);
  }

  float[] eye(boolean left, Mesh mesh) {
    return left ? mean(mesh, 42, 48) : mean(mesh, 36, 42);
  }

  float[] eyes(Mesh mesh) {
    return mean(mesh, 36, 48);
  }

  float[] nose(Mesh mesh) {
    return mean(mesh, 27, 36);
  }

  float[] mouth(Mesh mesh) {
    return mean(mesh, 48, 60);
  }
}
