package smilet.trainer.heads;

import java.util.Arrays;
import smilet.trainer.heads.HeadModel.Part;

/**
 * Makes a mesh coarser where a small picture does not show it: a vertex absorbs the vertices that
 * an edge joins to it, within a reach that depends on the place. Vertices of two lips, lids or rows
 * of teeth stay apart, because no edge joins them.
 */
final class MeshThinning {
  private final float[] xyz;
  private final int[] triangles;

  /** Neighbours of vertex v: from {@code starts[v]} to below {@code starts[v + 1]}. */
  private final int[] starts;

  private final int[] neighbours;

  private MeshThinning(float[] xyz, int[] triangles) {
    this.xyz = xyz;
    this.triangles = triangles;
    starts = new int[xyz.length / 3 + 1];
    neighbours = new int[2 * triangles.length];
    for (int vertex : triangles) {
      starts[vertex + 1] += 2;
    }
    for (int v = 1; v < starts.length; v++) {
      starts[v] += starts[v - 1];
    }
    int[] next = starts.clone();
    for (int i = 0; i < triangles.length; i++) {
      int first = i - i % 3;
      neighbours[next[triangles[i]]++] = triangles[first + (i + 1) % 3];
      neighbours[next[triangles[i]]++] = triangles[first + (i + 2) % 3];
    }
  }

  /**
   * Thins a mesh.
   *
   * @param xyz three coordinates per vertex, in centimetres
   * @param triangles three vertices each
   * @param parts what each vertex belongs to
   * @param fixed vertices that must stay
   * @return the triangles that are left, between vertices that are left
   */
  static int[] thin(float[] xyz, int[] triangles, Part[] parts, int[] fixed) {
    MeshThinning thinning = new MeshThinning(xyz, triangles);
    int[] owner = new int[parts.length];
    Arrays.fill(owner, -1);
    for (int vertex : fixed) {
      owner[vertex] = vertex;
    }
    for (int vertex = 0; vertex < parts.length; vertex++) {
      boolean used = thinning.starts[vertex + 1] > thinning.starts[vertex];
      if (used && owner[vertex] < 0) {
        owner[vertex] = vertex;
        thinning.absorb(vertex, parts, owner);
      }
    }
    return thinning.left(owner);
  }

  private void absorb(int vertex, Part[] parts, int[] owner) {
    float reach = reach(vertex, parts[vertex]);
    for (int k = starts[vertex]; k < starts[vertex + 1]; k++) {
      int other = neighbours[k];
      if (owner[other] < 0
          && parts[other] == parts[vertex]
          && reach(other, parts[other]) > 0
          && distance(vertex, other) < reach) {
        owner[other] = vertex;
      }
    }
  }

  private int[] left(int[] owner) {
    int[] left = new int[triangles.length];
    int count = 0;
    for (int t = 0; t < triangles.length; t += 3) {
      int a = owner[triangles[t]];
      int b = owner[triangles[t + 1]];
      int c = owner[triangles[t + 2]];
      if (a != b && b != c && c != a) {
        left[count++] = a;
        left[count++] = b;
        left[count++] = c;
      }
    }
    return Arrays.copyOf(left, count);
  }

  /** How far a vertex absorbs others, in centimetres; a pixel of 64 is about 0.2. */
  private float reach(int vertex, Part part) {
    float side = Math.abs(xyz[3 * vertex]);
    float y = xyz[3 * vertex + 1];
    float z = xyz[3 * vertex + 2];
    return switch (part) {
      case FACE -> ofFace(side, y, z);
      case HEAD -> 0.9f;
      case MOUTH_SOCKET, GUMS -> 0.5f;
      case TEETH -> 0.3f;
      case EYE -> z > 8.5f ? 0 : 0.3f;
    };
  }

  /** Nothing near eyes and lips, little in the front of the face, much beside it. */
  private static float ofFace(float side, float y, float z) {
    float toEye = square((side - 3.1f) / 1.9f) + square((y - 3.6f) / 1.3f);
    float toMouth = square(side / 3.4f) + square((y + 3.4f) / 1.7f);
    if (toEye < 1 || toMouth < 1) {
      return 0;
    }
    return z > 3 && side < 6 && y < 8.5f ? 0.45f : 0.9f;
  }

  private static float square(float x) {
    return x * x;
  }

  private float distance(int a, int b) {
    float x = xyz[3 * a] - xyz[3 * b];
    float y = xyz[3 * a + 1] - xyz[3 * b + 1];
    float z = xyz[3 * a + 2] - xyz[3 * b + 2];
    return (float) Math.sqrt(x * x + y * y + z * z);
  }
}
