package smilet.trainer.heads;

import java.util.Arrays;
import java.util.stream.IntStream;
import smilet.trainer.heads.HeadModel.Part;

/**
 * Lights a head, vertex by vertex: a sky of several directions, whose shadows are known beforehand
 * from the mean head, and up to four lamps, whose shadows come from the head as it is. All
 * directions are in the head's axes. One instance per thread.
 */
final class Illumination {
  /** Teeth and eyes scatter more, and lips shade teeth less than the splatted shadows say. */
  private static final float WRAP_OF_TEETH = 0.55f;

  /** Vertices turned further away show in no triangle that faces the camera. */
  private static final float LEAST_FACING = -0.3f;

  private final HeadModel model;
  private final Sky sky;
  private final int[] casters;
  private final ShadowMap shadows = new ShadowMap();
  private final Mesh normals;
  private final int[] visible;
  private int visibleCount;
  private final float[] light;
  private final float[] shine;

  Illumination(HeadModel model, Sky sky) {
    this.model = model;
    this.sky = sky;
    normals = Mesh.of(model.vertexCount());
    visible = new int[model.vertexCount()];
    light = new float[model.vertexCount()];
    shine = new float[model.vertexCount()];
    casters = casters(model);
  }

  /** Vertices that throw shadows: the outside of the head. */
  static int[] casters(HeadModel model) {
    return IntStream.range(0, model.vertexCount())
        .filter(i -> model.part(i) == Part.FACE || model.part(i) == Part.HEAD)
        .toArray();
  }

  /**
   * A lamp.
   *
   * @param direction to it, of length 1
   * @param power its radiance
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Lamp(float[] direction, float power) {}

  /**
   * Shades a head.
   *
   * @param shade what the camera sees of each vertex, is filled
   * @return a name for the light, for labels.csv
   */
  String light(
      Pose pose, Mesh mesh, float[] albedo, float[] gloss, float[] shade, RandomStream random) {
    int count = model.vertexCount();
    Normals.compute(mesh, model.triangles(), normals);
    float[] view = pose.toHead(0, 0, 1);
    bendTeeth(view);
    listVisible(view);
    Arrays.fill(shine, 0);
    sky.light(pose, normals, light, random);
    float exponent = Casting.GLOSS_EXPONENT.drawFloat(random);
    boolean flash = Casting.FLASH.happens(random);
    if (flash) {
      double x = Casting.FLASH_OFFSET.draw(random);
      double y = Casting.FLASH_HEIGHT.draw(random);
      add(lamp(pose, x, y, 1, Casting.FLASH_POWER.draw(random)), view, exponent, mesh);
    }
    int lamps = Casting.LAMPS.pick(random);
    double side = 0;
    for (int i = 0; i < lamps; i++) {
      double x = Casting.LAMP_X.draw(random);
      double y = Casting.LAMP_Y.draw(random);
      double z = Casting.LAMP_Z.draw(random);
      double power = Casting.LAMP_POWER.draw(random);
      side += power * x;
      add(lamp(pose, x, y, z, power), view, exponent, mesh);
    }
    for (int i = 0; i < count; i++) {
      shade[i] = albedo[i] * light[i] + gloss[i] * shine[i];
    }
    return flash ? "flash" : lamps == 0 ? "soft" : Math.abs(side) > 0.5 ? "side" : "front";
  }

  private static Lamp lamp(Pose pose, double x, double y, double z, double power) {
    double scale = 1 / Math.sqrt(x * x + y * y + z * z);
    return new Lamp(pose.toHead(x * scale, y * scale, z * scale), (float) power);
  }

  /** Bends the normals of teeth to the camera, or they turn black at grazing light. */
  private void bendTeeth(float[] view) {
    for (int i = model.start(Part.TEETH); i < model.end(Part.TEETH); i++) {
      float x = normals.x()[i] + 1.2f * view[0];
      float y = normals.y()[i] + 1.2f * view[1];
      float z = normals.z()[i] + 1.2f * view[2];
      float scale = 1 / (float) Math.sqrt(x * x + y * y + z * z + 1e-6f);
      normals.x()[i] = x * scale;
      normals.y()[i] = y * scale;
      normals.z()[i] = z * scale;
    }
  }

  /** Lists the vertices that face the camera: no others need the light of lamps. */
  private void listVisible(float[] view) {
    visibleCount = 0;
    for (int i = 0; i < light.length; i++) {
      float facing = normals.x()[i] * view[0] + normals.y()[i] * view[1] + normals.z()[i] * view[2];
      if (facing > LEAST_FACING) {
        visible[visibleCount++] = i;
      }
    }
  }

  /**
   * Adds a lamp: diffuse with soft edges, and the highlight of Blinn as Schlick approximates it.
   */
  private void add(Lamp lamp, float[] view, float exponent, Mesh mesh) {
    shadows.look(mesh, casters, lamp.direction());
    float dx = lamp.direction()[0];
    float dy = lamp.direction()[1];
    float dz = lamp.direction()[2];
    float hx = dx + view[0];
    float hy = dy + view[1];
    float hz = dz + view[2];
    float half = 1 / (float) Math.sqrt(hx * hx + hy * hy + hz * hz + 1e-6f);
    int firstTooth = model.start(Part.TEETH);
    int lastTooth = model.end(Part.TEETH) - 1;
    for (int k = 0; k < visibleCount; k++) {
      int i = visible[k];
      float nx = normals.x()[i];
      float ny = normals.y()[i];
      float nz = normals.z()[i];
      boolean tooth = i >= firstTooth && i <= lastTooth;
      float wrap = tooth ? WRAP_OF_TEETH : Sky.WRAP;
      float facing = nx * dx + ny * dy + nz * dz;
      float diffuse = (facing + wrap) / (1 + wrap);
      if (diffuse <= 0) {
        continue;
      }
      float seen = shadows.visible(mesh.x()[i], mesh.y()[i], mesh.z()[i], facing);
      seen = tooth ? 0.5f + 0.5f * seen : seen;
      light[i] += lamp.power() * diffuse * seen;
      float towards = (nx * hx + ny * hy + nz * hz) * half;
      if (towards > 0.5f && facing > 0) {
        float highlight = towards / (exponent - exponent * towards + towards);
        shine[i] += lamp.power() * highlight * highlight * seen;
      }
    }
  }
}
