package smilet.trainer.heads;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import smilet.shared.error.UserError;

/**
 * The vertices and polygons of a Wavefront OBJ file. Lines of other kinds are ignored.
 *
 * @param vertices x, y and z of each vertex, in the file's order
 * @param triangles three vertex numbers each, from 0; a polygon of n corners gives n - 2
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ObjFile(float[] vertices, int[] triangles) {

  /**
   * Reads a file.
   *
   * @param vertexCount how many vertices it must have
   * @throws UserError if the file is missing, or does not hold these vertices
   */
  static ObjFile read(Path path, int vertexCount) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException missing) {
      throw new UserError(
          "%s is missing: the head model is not whole; %s"
              .formatted(path, HeadModelReader.WHERE_TO_GET_IT));
    }
    Parser parser = new Parser(path, bytes, vertexCount);
    parser.parse();
    if (parser.vertices != vertexCount) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s has %,d vertices instead of %,d: it is cut off or not of the head model; %s",
              path,
              parser.vertices,
              vertexCount,
              HeadModelReader.WHERE_TO_GET_IT));
    }
    return new ObjFile(parser.xyz, Arrays.copyOf(parser.corners, parser.cornerCount));
  }

  /** Reads numbers from bytes directly: the model is a hundred megabytes of text. */
  private static final class Parser {
    private static final double[] POWERS_OF_TEN = new double[23]; // exact as doubles

    static {
      double power = 1;
      for (int i = 0; i < POWERS_OF_TEN.length; i++) {
        POWERS_OF_TEN[i] = power;
        power *= 10;
      }
    }

    private final Path path;
    private final byte[] bytes;
    private final float[] xyz;
    private int vertices;
    private int[] corners = new int[1 << 10];
    private int cornerCount;
    private int at;
    private int line = 1;

    Parser(Path path, byte[] bytes, int vertexCount) {
      this.path = path;
      this.bytes = bytes;
      this.xyz = new float[3 * vertexCount];
    }

    void parse() {
      while (at < bytes.length) {
        if (startsWith('v')) {
          vertex();
        } else if (startsWith('f')) {
          polygon();
        }
        while (at < bytes.length && bytes[at] != '\n') {
          at++;
        }
        at++;
        line++;
      }
    }

    private boolean startsWith(char kind) {
      return bytes[at] == kind && at + 1 < bytes.length && bytes[at + 1] == ' ';
    }

    private void vertex() {
      at++;
      for (int axis = 0; axis < 3; axis++) {
        float value = number();
        if (vertices * 3 < xyz.length) {
          xyz[3 * vertices + axis] = value;
        }
      }
      vertices++;
    }

    private float number() {
      skipBlanks();
      int from = at;
      long digits = 0;
      int digitCount = 0;
      int decimals = 0;
      boolean point = false;
      boolean negative = at < bytes.length && bytes[at] == '-';
      at += negative ? 1 : 0;
      for (; at < bytes.length; at++) {
        int c = bytes[at];
        if (c >= '0' && c <= '9') {
          digits = 10 * digits + c - '0';
          digitCount++;
          decimals += point ? 1 : 0;
        } else if (c == '.' && !point) {
          point = true;
        } else {
          break;
        }
      }
      boolean ended = at >= bytes.length || bytes[at] <= ' ';
      if (ended && digitCount > 0 && digitCount <= 15) {
        double value = digits / POWERS_OF_TEN[decimals]; // correctly rounded: both are exact
        return (float) (negative ? -value : value);
      }
      return slowNumber(from);
    }

    /** Numbers with an exponent, or with many digits. */
    private float slowNumber(int from) {
      at = from;
      while (at < bytes.length && bytes[at] > ' ') {
        at++;
      }
      String text = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
      try {
        float value = Float.parseFloat(text);
        if (Float.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException notANumber) {
        // Said below.
      }
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s line %d: \"%s\" is no number; the file is damaged, get the head model anew",
              path,
              line,
              text));
    }

    /** Corners are v, v/vt or v/vt/vn; the first number counts, from 1. */
    private void polygon() {
      at++;
      int first = corner();
      int previous = corner();
      int next = corner();
      while (next >= 0) {
        add(first, previous, next);
        previous = next;
        next = corner();
      }
    }

    private int corner() {
      skipBlanks();
      int number = 0;
      boolean any = false;
      while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
        number = 10 * number + bytes[at++] - '0';
        any = true;
      }
      while (at < bytes.length && bytes[at] > ' ') {
        at++;
      }
      if (any && (number < 1 || 3 * number > xyz.length)) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "%s line %d: there is no vertex %d; the file is damaged, get the head model anew",
                path,
                line,
                number));
      }
      return any ? number - 1 : -1;
    }

    private void add(int a, int b, int c) {
      if (cornerCount + 3 > corners.length) {
        corners = Arrays.copyOf(corners, 2 * corners.length);
      }
      corners[cornerCount++] = a;
      corners[cornerCount++] = b;
      corners[cornerCount++] = c;
    }

    private void skipBlanks() {
      while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
        at++;
      }
    }
  }
}
