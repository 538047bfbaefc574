package smilet.trainer.heads;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A head model in the form of ICT-FaceKit, made of a bent sheet with a mouth's corners that rise
 * and a jaw that opens. It shows nothing lifelike, but everything that reads or draws a head runs
 * on it.
 */
public final class ToyHeadModel {
  /** Columns and rows of the sheet; its vertices are the first ones of the part "face". */
  private static final int GRID = 96;

  private static final int RIGHT_CORNER = 5708;
  private static final int LEFT_CORNER = 6213;

  private ToyHeadModel() {}

  /**
   * Writes a model into a folder.
   *
   * @param full whether identities and expressions carry texture and polygon lines too, as the
   *     authors publish them
   */
  public static Path write(Path clone, boolean full) throws IOException {
    Path folder = Files.createDirectories(clone.resolve("FaceXModel"));
    float[] rest = rest();
    String polygons = polygons();
    save(folder.resolve("generic_neutral_mesh.obj"), rest, polygons);
    for (int mode = 0; mode < 100; mode++) {
      float[] moved = rest.clone();
      moved[3 * mode] += 0.25f;
      save(
          folder.resolve(String.format(Locale.ROOT, "identity%03d.obj", mode)),
          moved,
          full ? polygons : "");
    }
    for (Blendshape shape : Blendshape.values()) {
      float[] moved = rest.clone();
      switch (shape) {
        case MOUTH_SMILE_LEFT -> moved[3 * LEFT_CORNER + 1] += 1;
        case MOUTH_SMILE_RIGHT -> moved[3 * RIGHT_CORNER + 1] += 1;
        case JAW_OPEN -> {
          moved[3 * LEFT_CORNER + 1] -= 1.25f;
          moved[3 * RIGHT_CORNER + 1] -= 1.25f;
        }
        default -> {}
      }
      save(folder.resolve(shape.fileName()), moved, full ? polygons : "");
    }
    return clone;
  }

  private static float[] rest() {
    float[] rest = new float[3 * HeadModelReader.VERTICES];
    for (int row = 0; row < GRID; row++) {
      for (int column = 0; column < GRID; column++) {
        place(rest, row * GRID + column, column * 0.1875f - 9, 11 - row * 0.25f);
      }
    }
    int[] landmarks = new int[68];
    int[] same = new int[HeadModelReader.VERTICES];
    for (int i = 0; i < same.length; i++) {
      same[i] = i;
    }
    for (int i = 0; i < landmarks.length; i++) {
      landmarks[i] = Landmarks.in(same).vertex(i);
      double turn = 2 * Math.PI * i / 12;
      float x = (float) StrictMath.cos(turn);
      float y = (float) StrictMath.sin(turn);
      if (i >= 48) {
        place(rest, landmarks[i], -2.5f * x, y - 3.5f);
      } else if (i >= 36) {
        place(rest, landmarks[i], (i < 42 ? -3 : 3) - x, 3.5f + 0.5f * y);
      }
    }
    return rest;
  }

  private static void place(float[] rest, int vertex, float x, float y) {
    rest[3 * vertex] = x;
    rest[3 * vertex + 1] = y;
    rest[3 * vertex + 2] = 12 - 0.0625f * x * x;
  }

  private static String polygons() {
    StringBuilder polygons = new StringBuilder("vt 0.5 0.5\n");
    for (int row = 1; row < GRID; row++) {
      for (int column = 1; column < GRID; column++) {
        int corner = row * GRID + column + 1; // OBJ counts from 1
        polygons.append(
            String.format(
                Locale.ROOT,
                "f %d/1 %d/1 %d/1 %d/1\n",
                corner,
                corner - GRID,
                corner - GRID - 1,
                corner - 1));
      }
    }
    return polygons.toString();
  }

  private static void save(Path file, float[] xyz, String polygons) throws IOException {
    StringBuilder text = new StringBuilder("# toy\n");
    for (int i = 0; i < xyz.length; i += 3) {
      text.append("v ").append(number(xyz[i]));
      text.append(' ').append(number(xyz[i + 1]));
      text.append(' ').append(number(xyz[i + 2])).append('\n');
    }
    Files.writeString(file, text.append(polygons), StandardCharsets.US_ASCII);
  }

  private static String number(float value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.4f", value);
  }
}
