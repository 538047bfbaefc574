package smilet.trainer.heads;

import smilet.trainer.heads.SkinNoise.Size;

/** Hair on the scalp, fringe, side hair and hats, as colour and volume. One instance per thread. */
final class Hair {
  private final HeadModel model;
  private final HeadRegions regions;
  private final SkinNoise noise;
  private final float[] mask;
  private final float[] edge;
  private final float[] strands;

  Hair(HeadModel model, HeadRegions regions, SkinNoise noise) {
    this.model = model;
    this.regions = regions;
    this.noise = noise;
    mask = new float[model.vertexCount()];
    edge = new float[model.vertexCount()];
    strands = new float[model.vertexCount()];
  }

  /** Draws what is on the head: hair, rarely a bald head, sometimes a hat over it. */
  void grow(Looks looks, Mesh mesh, float[] albedo, float[] gloss, RandomStream random) {
    boolean bald = Casting.BALD.happens(random);
    boolean hat = Casting.HAT.happens(random);
    if (!bald) {
      hair(looks, mesh, albedo, gloss, random);
    }
    if (hat) {
      hat(mesh, albedo, gloss, random);
    }
  }

  private void hair(Looks looks, Mesh mesh, float[] albedo, float[] gloss, RandomStream random) {
    boolean isLong = Casting.LONG_HAIR.happens(random);
    cut(isLong, random);
    noise.fill(strands, Size.MEDIUM, Casting.STRANDS, random);
    float volume = Casting.HAIR_VOLUME.drawFloat(random);
    float shine = Casting.HAIR_GLOSS.drawFloat(random);
    float fall = isLong ? Casting.LONG_HAIR_AT.drawFloat(random) : 0;
    for (int i = 0; i < model.outsideEnd(); i++) {
      float m = mask[i];
      if (m <= 0) {
        continue;
      }
      float x = mesh.x()[i];
      float y = mesh.y()[i];
      float z = mesh.z()[i];
      float up = 0.6f * (y - 3);
      float out = m * volume / (float) Math.sqrt(x * x + up * up + z * z + 1e-6f);
      if (isLong && y < -3) {
        // Long hair hangs straight beside neck and jaw.
        float hanging = m * Math.min(1, (-3 - y) / 3) * Math.max(0, fall - Math.abs(x));
        mesh.x()[i] += x < 0 ? -hanging : hanging;
      }
      mesh.x()[i] += x * out;
      mesh.y()[i] += up * out;
      mesh.z()[i] += z * out;
      float colour = Math.max(0.01f, looks.hair() * (1 + strands[i]));
      albedo[i] += (colour - albedo[i]) * m;
      gloss[i] += (shine - gloss[i]) * m;
    }
  }

  /** Decides where hair is. */
  private void cut(boolean isLong, RandomStream random) {
    float line = Casting.HAIRLINE.drawFloat(random);
    boolean fringe = Casting.FRINGE.happens(random);
    float parting = Casting.PARTING.drawFloat(random);
    float fringeEnd = Casting.FRINGE_END.drawFloat(random);
    float arch = Casting.FRINGE_ARCH.drawFloat(random);
    float side = Casting.SIDE_HAIR_FROM.drawFloat(random);
    boolean shaved = Casting.SHAVED_SIDES.happens(random);
    float sideEnd = Casting.SIDE_HAIR_END.drawFloat(random);
    noise.fill(edge, Size.MEDIUM, Casting.HAIR_EDGE.drawFloat(random), random);
    for (int i = 0; i < model.outsideEnd(); i++) {
      float x = model.neutral().x()[i];
      float y = model.neutral().y()[i];
      float above = regions.aboveHairline[i] - line;
      if (fringe && Math.abs(x) < 7.5f) {
        above = Math.max(above, y - fringeEnd - arch * (x - parting) * (x - parting));
      }
      float top = Curves.rise((above + edge[i]) * 4);
      float sides = Curves.rise((regions.azimuth[i] - side + edge[i] * 0.06f) * 25);
      if (!isLong) {
        sides = shaved ? 0 : sides * Curves.rise((y - sideEnd) * 2);
        sides *= Curves.rise((regions.azimuth[i] - 1.25f) * 20);
      }
      mask[i] = Math.max(top, sides);
    }
  }

  /** A cap, a hood or a scarf: one colour above an edge, with a brim's shade below. */
  private void hat(Mesh mesh, float[] albedo, float[] gloss, RandomStream random) {
    float from = Casting.HAT_EDGE.drawFloat(random);
    float tilt = Casting.HAT_TILT.drawFloat(random);
    float colour = Casting.HAT_ALBEDO.drawFloat(random);
    float volume = Casting.HAT_VOLUME.drawFloat(random);
    float shade = Casting.BRIM_SHADE.drawFloat(random);
    noise.fill(strands, Size.LARGE, Casting.HAT_UNEVENNESS, random);
    for (int i = 0; i < model.outsideEnd(); i++) {
      float above = model.neutral().y()[i] - from - tilt * model.neutral().x()[i];
      float m = Curves.rise(above * 12);
      float x = mesh.x()[i];
      float up = 0.6f * (mesh.y()[i] - 3);
      float z = mesh.z()[i];
      float out = m * volume / (float) Math.sqrt(x * x + up * up + z * z + 1e-6f);
      mesh.x()[i] += x * out;
      mesh.z()[i] += z * out;
      float below = above > -2.5f ? Curves.clamp01((above + 2.5f) / 2.5f) * (1 - m) : 0;
      albedo[i] *= 1 - shade * below;
      albedo[i] += (colour * (1 + strands[i]) - albedo[i]) * m;
      gloss[i] *= 1 - m;
    }
  }
}
