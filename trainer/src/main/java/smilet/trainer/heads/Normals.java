package smilet.trainer.heads;

import java.util.Arrays;

/** The directions in which a surface faces, vertex by vertex. */
final class Normals {
  private Normals() {}

  /**
   * Computes normals of length 1: the mean over the triangles around a vertex, weighted by their
   * areas.
   */
  static void compute(Mesh mesh, int[] triangles, Mesh normals) {
    float[] mx = mesh.x();
    float[] my = mesh.y();
    float[] mz = mesh.z();
    float[] nx = normals.x();
    float[] ny = normals.y();
    float[] nz = normals.z();
    Arrays.fill(nx, 0);
    Arrays.fill(ny, 0);
    Arrays.fill(nz, 0);
    for (int t = 0; t < triangles.length; t += 3) {
      int a = triangles[t];
      int b = triangles[t + 1];
      int c = triangles[t + 2];
      float ux = mx[b] - mx[a];
      float uy = my[b] - my[a];
      float uz = mz[b] - mz[a];
      float vx = mx[c] - mx[a];
      float vy = my[c] - my[a];
      float vz = mz[c] - mz[a];
      float x = uy * vz - uz * vy;
      float y = uz * vx - ux * vz;
      float z = ux * vy - uy * vx;
      nx[a] += x;
      nx[b] += x;
      nx[c] += x;
      ny[a] += y;
      ny[b] += y;
      ny[c] += y;
      nz[a] += z;
      nz[b] += z;
      nz[c] += z;
    }
    for (int i = 0; i < nx.length; i++) {
      float square = nx[i] * nx[i] + ny[i] * ny[i] + nz[i] * nz[i] + 1e-12f;
      float scale = 1 / (float) Math.sqrt(square);
      nx[i] *= scale;
      ny[i] *= scale;
      nz[i] *= scale;
    }
  }
}
