package smilet.trainer.heads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smilet.trainer.heads.HeadModel.Part;

class MeshThinningTest {
  private static final int GRID = 40;

  /** A sheet of the back of the head: nothing there needs a fine mesh. */
  private static final float[] SHEET = sheet();

  private static final int[] TRIANGLES = triangles();

  @Test
  void aFineSheetGetsCoarserAndKeepsItsArea() {
    int[] thin = MeshThinning.thin(SHEET, TRIANGLES, parts(Part.HEAD), rim());
    assertThat(thin.length).isLessThan(TRIANGLES.length / 2);
    assertThat(area(thin)).isBetween(0.99 * area(TRIANGLES), 1.001 * area(TRIANGLES));
  }

  @Test
  void whatMustStayStays() {
    int[] fixed = {5, 6, 46, 800};
    int[] thin = MeshThinning.thin(SHEET, TRIANGLES, parts(Part.HEAD), fixed);
    for (int vertex : fixed) {
      assertThat(Arrays.stream(thin).anyMatch(v -> v == vertex)).as("vertex %d", vertex).isTrue();
    }
  }

  @Test
  void twoPartsStayApart() {
    Part[] parts = parts(Part.HEAD);
    Arrays.fill(parts, 0, parts.length / 2, Part.FACE);
    int[] thin = MeshThinning.thin(SHEET, TRIANGLES, parts, rim());
    assertThat(area(thin)).isBetween(0.99 * area(TRIANGLES), 1.001 * area(TRIANGLES));
  }

  @Test
  void theFrontOfTheEyesStaysAsItIs() {
    float[] eyes = SHEET.clone();
    for (int v = 0; v < eyes.length / 3; v++) {
      eyes[3 * v + 2] = 9;
    }
    assertThat(MeshThinning.thin(eyes, TRIANGLES, parts(Part.EYE), new int[0]))
        .isEqualTo(TRIANGLES);
  }

  private static float[] sheet() {
    float[] xyz = new float[3 * GRID * GRID];
    for (int v = 0; v < GRID * GRID; v++) {
      int column = v % GRID;
      int row = v / GRID;
      xyz[3 * v] = column * 0.3f;
      xyz[3 * v + 1] = row * 0.3f;
    }
    return xyz;
  }

  private static int[] triangles() {
    int[] triangles = new int[6 * (GRID - 1) * (GRID - 1)];
    int count = 0;
    for (int row = 0; row < GRID - 1; row++) {
      for (int column = 0; column < GRID - 1; column++) {
        int v = row * GRID + column;
        for (int corner : new int[] {v, v + 1, v + GRID, v + 1, v + GRID + 1, v + GRID}) {
          triangles[count++] = corner;
        }
      }
    }
    return triangles;
  }

  /** The rim of the sheet, which would shrink without them. */
  private static int[] rim() {
    int last = GRID * GRID - 1;
    return IntStream.rangeClosed(0, last)
        .filter(v -> v < GRID || v > last - GRID || v % GRID == 0 || v % GRID == GRID - 1)
        .toArray();
  }

  private static Part[] parts(Part part) {
    Part[] parts = new Part[GRID * GRID];
    Arrays.fill(parts, part);
    return parts;
  }

  /** With sign: a triangle that turned over counts against the others. */
  private static double area(int[] triangles) {
    double sum = 0;
    for (int t = 0; t < triangles.length; t += 3) {
      int a = 3 * triangles[t];
      int b = 3 * triangles[t + 1];
      int c = 3 * triangles[t + 2];
      double ux = SHEET[b] - SHEET[a];
      double uy = SHEET[b + 1] - SHEET[a + 1];
      double vx = SHEET[c] - SHEET[a];
      double vy = SHEET[c + 1] - SHEET[a + 1];
      sum += (ux * vy - uy * vx) / 2;
    }
    return sum;
  }
}
