package smilet.trainer.heads;

/**
 * Places of the vertices of a mesh, or directions, one per vertex. The axes are arrays of their
 * own, so that loops over all vertices run in vector registers.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Mesh(float[] x, float[] y, float[] z) {
  static Mesh of(int vertices) {
    return new Mesh(new float[vertices], new float[vertices], new float[vertices]);
  }

  int size() {
    return x.length;
  }

  /** Copies another mesh of this size into this one. */
  void set(Mesh other) {
    System.arraycopy(other.x, 0, x, 0, x.length);
    System.arraycopy(other.y, 0, y, 0, y.length);
    System.arraycopy(other.z, 0, z, 0, z.length);
  }
}
