package smilet.trainer.heads;

/**
 * How the head is turned and where the camera stands.
 *
 * @param rotation 3 x 3 by rows, from the head's axes to the camera's: x right, y up, z to camera
 * @param yawDegrees turn to the side
 * @param distance from the camera to the middle of the head, in centimetres
 * @param pixelsPerCm at the depth of the face
 * @param centreX where the middle of the head is in the picture, in pixels
 * @param centreY likewise, downwards
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Pose(
    float[] rotation,
    double yawDegrees,
    float distance,
    float pixelsPerCm,
    float centreX,
    float centreY) {
  /** Depth at which the scale holds: about that of eyes and mouth. */
  private static final float FACE_DEPTH = 8;

  private static final int SIDE_AT_DESIGN = 64;

  /** Draws a pose, and fits the crop to eyes and mouth of the person at rest. */
  static Pose draw(HeadModel model, Mesh rest, int pictureSide, RandomStream random) {
    double yaw = Casting.YAW_DEGREES.draw(random);
    float[] rotation =
        rotation(yaw, Casting.PITCH_DEGREES.draw(random), Casting.ROLL_DEGREES.draw(random));
    Landmarks landmarks = model.landmarks();
    float[] eyes = landmarks.eyes(rest);
    float[] mouth = landmarks.mouth(rest);
    float[] nose = landmarks.nose(rest);
    double eyesToMouth = distance(eyes, mouth);
    double eyeToEye = distance(landmarks.eye(true, rest), landmarks.eye(false, rest));
    double fitted =
        (1 - Casting.SHARE_OF_EYE_DISTANCE) * Casting.EYES_TO_MOUTH / eyesToMouth
            + Casting.SHARE_OF_EYE_DISTANCE * Casting.EYE_TO_EYE / eyeToEye;
    double enlarged = (double) pictureSide / SIDE_AT_DESIGN;
    double scale = enlarged * fitted * Casting.CROP_SCALE.draw(random);
    float distance = Casting.CAMERA_DISTANCE.drawFloat(random);
    float[] middle = new float[3];
    for (int axis = 0; axis < 3; axis++) {
      middle[axis] = (eyes[axis] + mouth[axis]) / 2;
    }
    float[] p = turned(rotation, middle);
    float nearer = (distance - FACE_DEPTH) / (distance - p[2]);
    double x = (0.6 * p[0] + 0.4 * turned(rotation, nose)[0]) * nearer * scale;
    double y = p[1] * nearer * scale;
    double row = Casting.EYE_ROW + Casting.EYES_TO_MOUTH / 2;
    return new Pose(
        rotation,
        yaw,
        distance,
        (float) scale,
        (float) (pictureSide / 2.0 - x + enlarged * Casting.CROP_SHIFT.draw(random)),
        (float) (enlarged * (row + Casting.CROP_SHIFT.draw(random)) + y));
  }

  private static float[] rotation(double yawDegrees, double pitchDegrees, double rollDegrees) {
    double cy = StrictMath.cos(StrictMath.toRadians(yawDegrees));
    double sy = StrictMath.sin(StrictMath.toRadians(yawDegrees));
    double cp = StrictMath.cos(StrictMath.toRadians(pitchDegrees));
    double sp = StrictMath.sin(StrictMath.toRadians(pitchDegrees));
    double cr = StrictMath.cos(StrictMath.toRadians(rollDegrees));
    double sr = StrictMath.sin(StrictMath.toRadians(rollDegrees));
    // Rz(roll) Rx(pitch) Ry(yaw)
    return new float[] {
      (float) (cr * cy - sr * sp * sy), (float) (-sr * cp), (float) (cr * sy + sr * sp * cy),
      (float) (sr * cy + cr * sp * sy), (float) (cr * cp), (float) (sr * sy - cr * sp * cy),
      (float) (-cp * sy), (float) sp, (float) (cp * cy)
    };
  }

  private static float[] turned(float[] r, float[] v) {
    return new float[] {
      r[0] * v[0] + r[1] * v[1] + r[2] * v[2],
      r[3] * v[0] + r[4] * v[1] + r[5] * v[2],
      r[6] * v[0] + r[7] * v[1] + r[8] * v[2]
    };
  }

  /** A direction in the camera's axes, seen from the head. */
  float[] toHead(double x, double y, double z) {
    float[] r = rotation;
    return new float[] {
      (float) (r[0] * x + r[3] * y + r[6] * z),
      (float) (r[1] * x + r[4] * y + r[7] * z),
      (float) (r[2] * x + r[5] * y + r[8] * z)
    };
  }

  /** A direction in the head's axes, seen from the camera. */
  float[] toCamera(float[] direction) {
    return turned(rotation, direction);
  }

  /** Projects a mesh. {@code z} gets the depth: larger is nearer. */
  void project(Mesh mesh, float[] x, float[] y, float[] z) {
    float[] r = rotation;
    float r0 = r[0];
    float r1 = r[1];
    float r2 = r[2];
    float r3 = r[3];
    float r4 = r[4];
    float r5 = r[5];
    float r6 = r[6];
    float r7 = r[7];
    float r8 = r[8];
    float front = (distance - FACE_DEPTH) * pixelsPerCm;
    for (int i = 0; i < x.length; i++) {
      float mx = mesh.x()[i];
      float my = mesh.y()[i];
      float mz = mesh.z()[i];
      float depth = r6 * mx + r7 * my + r8 * mz;
      float scale = front / (distance - depth);
      x[i] = centreX + (r0 * mx + r1 * my + r2 * mz) * scale;
      y[i] = centreY - (r3 * mx + r4 * my + r5 * mz) * scale;
      z[i] = depth;
    }
  }

  private static double distance(float[] a, float[] b) {
    double x = a[0] - b[0];
    double y = a[1] - b[1];
    double z = a[2] - b[2];
    return Math.sqrt(x * x + y * y + z * z);
  }
}
