package smilet.trainer.heads;

import smilet.trainer.heads.HeadModel.Part;

/**
 * Where on the head lips, brows, lids, beard, folds and hair are: for each vertex how much it
 * belongs to a region, 0 to 1, measured on the mean head. The places are centimetres on that mesh.
 * Immutable.
 */
final class HeadRegions {
  final float[] lips;
  final float[] lids;
  final float[] lashes;
  final float[] sockets;
  final float[] bags;
  final float[] folds;
  final float[] marionettes;
  final float[] crow;
  final float[] forehead;
  final float[] beard;
  final float[] moustache;
  final float[] chin;
  final float[] cheeks;

  /** Distance to the nearer brow's line, and place on it: 0 at the nose, 1 at the temple. */
  final float[] browDistance;

  final float[] browPlace;

  /** Height above the mean line of hair over the forehead. */
  final float[] aboveHairline;

  /** Angle around the head: 0 in front, half a turn behind. */
  final float[] azimuth;

  /** Distance from the axis of the eye, for iris and pupil; large where there is no iris. */
  final float[] irisRadius;

  private final HeadModel model;
  private final int count;

  HeadRegions(HeadModel model) {
    this.model = model;
    count = model.vertexCount();
    lips = new float[count];
    lids = new float[count];
    lashes = new float[count];
    sockets = new float[count];
    bags = new float[count];
    folds = new float[count];
    marionettes = new float[count];
    crow = new float[count];
    forehead = new float[count];
    beard = new float[count];
    moustache = new float[count];
    chin = new float[count];
    cheeks = new float[count];
    browDistance = new float[count];
    browPlace = new float[count];
    aboveHairline = new float[count];
    azimuth = new float[count];
    irisRadius = new float[count];
    for (int i = 0; i < count; i++) {
      fill(i);
    }
  }

  private void fill(int i) {
    double x = model.neutral().x()[i];
    double y = model.neutral().y()[i];
    double z = model.neutral().z()[i];
    double side = Math.abs(x);
    Part part = model.part(i);
    aboveHairline[i] = (float) (y - 9.6 + 0.045 * side * Math.sqrt(side));
    azimuth[i] = (float) StrictMath.atan2(side, z + 1);
    double iris = StrictMath.hypot(side - 3.09, y - 3.61);
    irisRadius[i] = part == Part.EYE && z >= 7.9 ? (float) iris : 3;
    browDistance[i] = 99;
    if (part == Part.FACE && z > 3) {
      front(i, x, y, z);
    }
    if (part == Part.FACE || part == Part.HEAD) {
      double top =
          -1.9 + (side > 3.5 ? (side - 3.5) * 0.55 : 0) + (side > 6.3 ? (side - 6.3) * 4 : 0);
      double neck = y > -10.5 ? sigmoid((y + 9.5) / 0.7) : 0;
      double whole = sigmoid((top - y) / 0.45) * sigmoid((z + 1.5) / 0.6) * neck;
      double offLips = z > 3 && part == Part.FACE ? sigmoid((lipDistance(x, y) - 0.05) / 0.06) : 1;
      beard[i] = (float) (whole * offLips * (part == Part.FACE ? 1 : 0.5));
    }
  }

  /** Regions of the front of the face. */
  private void front(int i, double x, double y, double z) {
    double side = Math.abs(x);
    double lip = lipDistance(x, y);
    double offLips = sigmoid((lip - 0.05) / 0.06);
    lips[i] = z > 7 ? (float) sigmoid(-lip / 0.10) : 0;
    brow(i, x, y);
    double eye = Math.min(outside(x, y, 36, 42), outside(x, y, 42, 48));
    lids[i] = (float) bell(Math.max(eye, 0) / 0.3);
    lashes[i] = lids[i] * (y > 3.45 ? 1 : 0.45f);
    double socket = StrictMath.hypot((side - 3.5) / 2.2, (y - 3.6) / 1.5);
    sockets[i] = (float) StrictMath.exp(-1.2 * socket * socket);
    double arc = (side - 3) / 1.5;
    bags[i] = (float) (bell((side - 3) / 1.6) * bell((y - 2.05 - 0.25 * arc * arc) / 0.35));
    double[] fold = line(side, y, 1.6, .1, 2.25, -.9, 2.85, -1.9, 3.25, -3.0, 3.35, -3.9);
    folds[i] = (float) (bell(fold[0] / 0.28) * Math.clamp(1.15 - 0.6 * fold[1], 0, 1));
    double[] marionette = line(side, y, 2.75, -3.6, 3.0, -4.6, 2.9, -5.6);
    marionettes[i] = (float) bell(marionette[0] / 0.25);
    crow[i] = (float) (bell((side - 5.4) / 0.8) * bell((y - 3.3) / 1.2));
    forehead[i] = (float) (bell((y - 7.5) / 1.6) * sigmoid((5.5 - side) / 0.6));
    moustache[i] =
        (float)
            (sigmoid((-1.25 - y) / 0.2)
                * sigmoid((y + 3.7) / 0.2)
                * sigmoid((3.1 - side + 0.25 * (y + 2.4)) / 0.3)
                * offLips
                * sigmoid((lip - 0.05) / 0.08));
    chin[i] =
        (float)
            (sigmoid((-4.6 - y) / 0.3)
                * sigmoid((2.2 - side) / 0.4)
                * sigmoid((y + 8.5) / 0.4)
                * offLips);
    cheeks[i] = (float) (bell((side - 4) / 1.6) * bell((y - 0.3) / 1.6));
  }

  private void brow(int i, double x, double y) {
    double[] right = line(x, y, browLine(17, 22));
    double[] left = line(x, y, browLine(22, 27));
    boolean nearRight = right[0] < left[0];
    browDistance[i] = (float) Math.min(right[0], left[0]);
    browPlace[i] = (float) (nearRight ? 1 - right[1] : left[1]);
  }

  /** The landmarks of a brow, a little lower: they lie on its upper edge. */
  private double[] browLine(int from, int to) {
    double[] line = new double[2 * (to - from)];
    for (int i = from; i < to; i++) {
      int vertex = model.landmarks().vertex(i);
      line[2 * (i - from)] = model.neutral().x()[vertex];
      line[2 * (i - from) + 1] = model.neutral().y()[vertex] - 0.35;
    }
    return line;
  }

  private double lipDistance(double x, double y) {
    return outside(x, y, 48, 60);
  }

  /** Distance to the polygon of some landmarks, negative inside. */
  private double outside(double x, double y, int from, int to) {
    double nearest = 1e9;
    boolean inside = false;
    for (int i = from; i < to; i++) {
      int a = model.landmarks().vertex(i);
      int b = model.landmarks().vertex(i + 1 == to ? from : i + 1);
      double ax = model.neutral().x()[a];
      double ay = model.neutral().y()[a];
      double bx = model.neutral().x()[b];
      double by = model.neutral().y()[b];
      nearest = Math.min(nearest, line(x, y, ax, ay, bx, by)[0]);
      inside ^= ay > y != by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax;
    }
    return inside ? -nearest : nearest;
  }

  /** Distance to a line of several pieces, and the place on it from 0 to 1. */
  private static double[] line(double x, double y, double... points) {
    double nearest = 1e9;
    double place = 0;
    int pieces = points.length / 2 - 1;
    for (int i = 0; i < pieces; i++) {
      double ax = points[2 * i];
      double ay = points[2 * i + 1];
      double dx = points[2 * i + 2] - ax;
      double dy = points[2 * i + 3] - ay;
      double t = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy + 1e-12);
      t = Math.clamp(t, 0, 1);
      double distance = StrictMath.hypot(x - ax - t * dx, y - ay - t * dy);
      if (distance < nearest) {
        nearest = distance;
        place = (i + t) / pieces;
      }
    }
    return new double[] {nearest, place};
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static double bell(double x) {
    return StrictMath.exp(-x * x);
  }
}
