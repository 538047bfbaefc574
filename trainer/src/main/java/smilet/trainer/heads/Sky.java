package smilet.trainer.heads;

import java.util.Arrays;
import java.util.stream.IntStream;
import smilet.trainer.heads.HeadModel.Part;

/**
 * Soft light from everywhere in front: directions fixed to the head, and for each vertex which of
 * them it sees on the mean head. Immutable; many threads may read.
 */
@SuppressWarnings("EnumOrdinal") // Arrays hold one value per constant, in the order of the enum.
final class Sky {
  private static final int DIRECTIONS = 18;

  /** The directions reach this far behind the face, as a z of a vector of length 1. */
  private static final double LEAST_Z = -0.5;

  /** How far light creeps round an edge, as a share. */
  static final float WRAP = 0.3f;

  /** Turn between two directions: the golden angle, which spreads them evenly. */
  private static final double GOLDEN_ANGLE = 2.39996;

  private final HeadModel model;
  private final float[][] directions = new float[DIRECTIONS][];
  private final float[][] visible = new float[DIRECTIONS][];

  Sky(HeadModel model) {
    this.model = model;
    for (int k = 0; k < DIRECTIONS; k++) {
      double z = 1 - (1 - LEAST_Z) * (k + 0.5) / DIRECTIONS;
      double flat = Math.sqrt(1 - z * z);
      double angle = k * GOLDEN_ANGLE;
      directions[k] =
          new float[] {
            (float) (flat * StrictMath.cos(angle)),
            (float) (flat * StrictMath.sin(angle)),
            (float) z
          };
    }
    Mesh open = Mesh.of(model.vertexCount());
    open.set(model.neutral());
    float[] weights = new float[Blendshape.values().length];
    weights[Blendshape.JAW_OPEN.ordinal()] = 0.35f;
    weights[Blendshape.MOUTH_UPPER_UP_LEFT.ordinal()] = 0.5f;
    weights[Blendshape.MOUTH_UPPER_UP_RIGHT.ordinal()] = 0.5f;
    weights[Blendshape.MOUTH_LOWER_DOWN_LEFT.ordinal()] = 0.5f;
    weights[Blendshape.MOUTH_LOWER_DOWN_RIGHT.ordinal()] = 0.5f;
    model.express(new Expression(Expression.Kind.SHOUT, weights), open);
    IntStream.range(0, DIRECTIONS)
        .parallel()
        .forEach(k -> visible[k] = visible(directions[k], open));
  }

  /** Vertices inside the mouth are asked with the mouth open, the others at rest. */
  private float[] visible(float[] direction, Mesh open) {
    int count = model.vertexCount();
    Mesh mesh = model.neutral();
    int[] casters = Illumination.casters(model);
    ShadowMap outside = new ShadowMap();
    outside.look(mesh, casters, direction);
    ShadowMap inside = new ShadowMap();
    inside.look(open, casters, direction);
    Mesh normals = Mesh.of(count);
    Normals.compute(mesh, model.triangles(), normals);
    float[] seen = new float[count];
    for (int i = 0; i < count; i++) {
      boolean outer = model.part(i) == Part.FACE || model.part(i) == Part.HEAD;
      Mesh from = outer || model.part(i) == Part.EYE ? mesh : open;
      ShadowMap map = from == mesh ? outside : inside;
      float facing =
          normals.x()[i] * direction[0]
              + normals.y()[i] * direction[1]
              + normals.z()[i] * direction[2];
      float visible = map.visible(from.x()[i], from.y()[i], from.z()[i], facing);
      seen[i] = model.part(i) == Part.TEETH ? 0.5f + 0.5f * visible : visible;
    }
    return seen;
  }

  /** Fills {@code light} with what each vertex gets. */
  void light(Pose pose, Mesh normals, float[] light, RandomStream random) {
    float[] radiance = radiance(pose, random);
    Arrays.fill(light, 0);
    for (int k = 0; k < DIRECTIONS; k++) {
      add(directions[k], radiance[k], visible[k], normals, light);
    }
  }

  private static void add(
      float[] direction, float power, float[] seen, Mesh normals, float[] light) {
    float dx = direction[0] / (1 + WRAP);
    float dy = direction[1] / (1 + WRAP);
    float dz = direction[2] / (1 + WRAP);
    float wrap = WRAP / (1 + WRAP);
    float[] nx = normals.x();
    float[] ny = normals.y();
    float[] nz = normals.z();
    for (int i = 0; i < light.length; i++) {
      float facing = nx[i] * dx + ny[i] * dy + nz[i] * dz + wrap;
      light[i] += power * seen[i] * Math.max(0, facing);
    }
  }

  /** Even light, brighter from above, with two broad lobes: windows, ceilings, walls. */
  private static float[] radianceOf(double[] up) {
    float[] radiance = new float[up.length];
    for (int k = 0; k < up.length; k++) {
      radiance[k] = (float) up[k];
    }
    return radiance;
  }

  private float[] radiance(Pose pose, RandomStream random) {
    double[] sum = new double[DIRECTIONS];
    double even = Casting.SKY_POWER.draw(random);
    double fromAbove = Casting.SKY_FROM_ABOVE.draw(random);
    for (int k = 0; k < DIRECTIONS; k++) {
      sum[k] = even * (1 + fromAbove * pose.toCamera(directions[k])[1]);
    }
    for (int lobe = 0; lobe < 2; lobe++) {
      double x = Casting.LOBE_X.draw(random);
      double y = Casting.LOBE_Y.draw(random);
      double z = Casting.LOBE_Z.draw(random);
      double scale = 1 / Math.sqrt(x * x + y * y + z * z + 1e-9);
      float[] towards = pose.toHead(x * scale, y * scale, z * scale);
      double power = Casting.LOBE_POWER.draw(random);
      double narrow = Casting.LOBE_NARROWNESS.draw(random);
      for (int k = 0; k < DIRECTIONS; k++) {
        float[] d = directions[k];
        double near = d[0] * towards[0] + d[1] * towards[1] + d[2] * towards[2];
        sum[k] += power * StrictMath.exp(narrow * (near - 1));
      }
    }
    for (int k = 0; k < DIRECTIONS; k++) {
      sum[k] = Math.max(sum[k], 0.03) * 1.4 / DIRECTIONS;
    }
    return radianceOf(sum);
  }
}
