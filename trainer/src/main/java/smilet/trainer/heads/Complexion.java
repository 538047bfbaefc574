package smilet.trainer.heads;

import java.util.Arrays;
import smilet.trainer.heads.HeadModel.Part;
import smilet.trainer.heads.Looks.Beard;
import smilet.trainer.heads.SkinNoise.Size;

/**
 * Colours a head: skin, folds of age and of the smile, lips, brows, lashes, beard and what is
 * inside the mouth. Folds also dent the mesh. One instance per thread.
 */
final class Complexion {
  private final HeadModel model;
  private final HeadRegions regions;
  private final SkinNoise noise;
  private final float[] field;
  private final float[] field2;
  private final float[] field3;
  private final float[] toothDepth;

  Complexion(HeadModel model, HeadRegions regions, SkinNoise noise) {
    this.model = model;
    this.regions = regions;
    this.noise = noise;
    int count = model.vertexCount();
    field = new float[count];
    field2 = new float[count];
    field3 = new float[count];
    toothDepth = new float[count];
    for (int i = 0; i < count; i++) {
      float y = model.neutral().y()[i];
      float z = model.neutral().z()[i];
      toothDepth[i] = Math.clamp((z - 7.2f) / 2.6f, 0.06f, 1f) * (y < -3.6f ? 0.8f : 1);
    }
  }

  /**
   * Paints a head.
   *
   * @param mesh the head with its expression; folds are pressed into it
   * @param albedo share of the light that each vertex gives back, is filled
   * @param gloss how much each vertex shines, is filled
   */
  void paint(
      Looks looks,
      Expression expression,
      Mesh mesh,
      float[] albedo,
      float[] gloss,
      RandomStream random) {
    float smile = smile(expression);
    dent(looks, smile, mesh, random);
    skin(looks, smile, albedo, random);
    features(looks, albedo, random);
    beard(looks, albedo, random);
    float shine = Casting.SKIN_GLOSS.drawFloat(random);
    float lipShine = Casting.LIP_GLOSS.drawFloat(random);
    inside(looks, albedo, gloss, random);
    for (int i = 0; i < model.outsideEnd(); i++) {
      gloss[i] = shine + regions.lips[i] * lipShine;
    }
  }

  private static float smile(Expression expression) {
    float smile =
        expression.weight(Blendshape.MOUTH_SMILE_LEFT)
            + expression.weight(Blendshape.MOUTH_SMILE_RIGHT);
    float sneer =
        expression.weight(Blendshape.NOSE_SNEER_LEFT)
            + expression.weight(Blendshape.NOSE_SNEER_RIGHT);
    return Curves.clamp01(smile / 2 + sneer / 4);
  }

  /** Folds as dents: those of age, and those that a raised cheek presses. */
  private void dent(Looks looks, float smile, Mesh mesh, RandomStream random) {
    float age = looks.age();
    float fold =
        Casting.FOLD_DENT.drawFloat(random) * age + Casting.SMILE_DENT.drawFloat(random) * smile;
    float marionette = Casting.MARIONETTE_DENT.drawFloat(random) * age;
    float bag = Casting.BAG_DENT.drawFloat(random) * age;
    float brow = Casting.FOREHEAD_DENT.drawFloat(random) * age;
    float waves = Casting.FOREHEAD_LINES.drawFloat(random);
    float uneven = Casting.UNEVEN_SKIN.drawFloat(random) * (0.3f + age);
    float rough = Casting.ROUGH_SKIN.drawFloat(random) * (0.15f + age);
    noise.fill(field, Size.LARGE, Casting.LINE_UNEVENNESS, random);
    noise.fill(field2, Size.MEDIUM, uneven, random);
    noise.fill(field3, Size.SMALL, rough, random);
    for (int i = 0; i < model.end(Part.FACE); i++) {
      mesh.z()[i] +=
          field2[i]
              + field3[i]
              - regions.folds[i] * fold
              - regions.marionettes[i] * marionette
              - regions.bags[i] * bag
              + regions.forehead[i] * brow * Curves.wave(model.neutral().y()[i] * waves + field[i]);
    }
  }

  private void skin(Looks looks, float smile, float[] albedo, RandomStream random) {
    float age = looks.age();
    float cheek = Casting.CHEEK_COLOUR.drawFloat(random);
    float socket = Casting.DARK_SOCKETS.drawFloat(random);
    float bag = Casting.BAG_COLOUR.drawFloat(random) * (0.4f + age);
    float fold =
        Casting.FOLD_COLOUR.drawFloat(random) * age
            + Casting.SMILE_COLOUR.drawFloat(random) * smile;
    float marionette = Casting.MARIONETTE_COLOUR.drawFloat(random) * age;
    float lid = Casting.LID_COLOUR.drawFloat(random);
    float brow = Casting.FOREHEAD_COLOUR.drawFloat(random) * age;
    float waves = Casting.FOREHEAD_LINES.drawFloat(random);
    float crow = Casting.CROW_FEET.drawFloat(random) * age * (0.3f + smile);
    noise.fill(field, Size.MEDIUM, Casting.SPOTS.drawFloat(random), random);
    noise.fill(field2, Size.LARGE, Casting.LINE_UNEVENNESS, random);
    for (int i = 0; i < model.outsideEnd(); i++) {
      float x = model.neutral().x()[i];
      float y = model.neutral().y()[i];
      float dark =
          regions.sockets[i] * socket
              + regions.bags[i] * bag
              + regions.folds[i] * fold
              + regions.marionettes[i] * marionette
              + regions.lids[i] * lid;
      float lines =
          regions.forehead[i] * brow * Curves.wave(y * waves + field2[i])
              + regions.crow[i] * crow * Curves.wave(1.4f * y + 0.16f * x);
      albedo[i] =
          looks.skin()
              * (1 + field[i])
              * Math.max(0.2f, 1 + regions.cheeks[i] * cheek - dark)
              * (1 + lines);
    }
  }

  /** Lips, brows and lashes. */
  private void features(Looks looks, float[] albedo, RandomStream random) {
    float lips = Casting.LIPS.drawFloat(random);
    float width = Casting.BROW_WIDTH.drawFloat(random);
    float opacity = Casting.BROW_OPACITY.drawFloat(random);
    float brows =
        Math.min(looks.hair() * Casting.BROW_AGAINST_HAIR.drawFloat(random), 0.8f * looks.skin());
    float lashes = Casting.LASHES.drawFloat(random);
    for (int i = 0; i < model.end(Part.FACE); i++) {
      if (regions.browDistance[i] > 50) {
        continue; // not on the front of the face
      }
      float value = albedo[i] * (1 - regions.lips[i] * (1 - lips));
      float half = width * (1 - 0.4f * regions.browPlace[i]);
      float brow = Curves.rise((half - regions.browDistance[i]) * 10) * opacity;
      value += (brows - value) * brow;
      if (regions.browDistance[i] > 0.2f) {
        value *= 1 - regions.lashes[i] * lashes;
      }
      albedo[i] = value;
    }
  }

  private void beard(Looks looks, float[] albedo, RandomStream random) {
    if (looks.beard() == Beard.NONE) {
      return;
    }
    float overLip = Casting.MOUSTACHE_OVER_LIP.drawFloat(random);
    boolean stubble = looks.beard() == Beard.STUBBLE;
    float strength =
        stubble ? Casting.STUBBLE.drawFloat(random) : Casting.BEARD_COVER.drawFloat(random);
    float hair = looks.hair() * Casting.BEARD_AGAINST_HAIR.drawFloat(random);
    noise.fill(field, Size.SMALL, Casting.BEARD_UNEVENNESS, random);
    noise.fill(field2, Size.SMALL, Casting.BEARD_UNEVENNESS, random);
    for (int i = 0; i < model.outsideEnd(); i++) {
      float y = model.neutral().y()[i];
      float upperLip = y > -3.3f ? regions.lips[i] * overLip : 0;
      float moustache = Curves.clamp01(regions.moustache[i] + upperLip);
      float mask =
          switch (looks.beard()) {
            case NONE -> 0;
            case STUBBLE, FULL -> Math.max(regions.beard[i], moustache);
            case MOUSTACHE -> moustache;
            case GOATEE -> Math.max(regions.chin[i], moustache);
            case CHIN_CURTAIN -> regions.beard[i];
          };
      if (mask <= 0) {
        continue;
      }
      if (stubble) {
        albedo[i] *= 1 - mask * strength;
      } else {
        float cover = Curves.clamp01(mask * (1 + field[i])) * strength;
        albedo[i] += (hair * (1 + field2[i]) - albedo[i]) * cover;
      }
    }
  }

  /** What is inside the mouth, and the eyeballs, whose colours the rasteriser knows. */
  private void inside(Looks looks, float[] albedo, float[] gloss, RandomStream random) {
    float socket = Casting.MOUTH_SOCKET.drawFloat(random) * looks.skin();
    float gums = Casting.GUMS.drawFloat(random) * (0.5f + 0.5f * looks.skin());
    float teeth = Casting.TEETH.drawFloat(random) * (0.35f + 0.75f * looks.skin());
    fill(Part.MOUTH_SOCKET, albedo, socket, gloss, 0);
    fill(Part.GUMS, albedo, gums, gloss, 0.1f);
    fill(Part.TEETH, albedo, teeth, gloss, 0.25f);
    fill(Part.EYE, albedo, 1, gloss, 0.3f * looks.skin());
    for (int i = model.start(Part.TEETH); i < model.end(Part.TEETH); i++) {
      albedo[i] *= toothDepth[i];
    }
  }

  private void fill(Part part, float[] albedo, float colour, float[] gloss, float shine) {
    Arrays.fill(albedo, model.start(part), model.end(part), colour);
    Arrays.fill(gloss, model.start(part), model.end(part), shine);
  }
}
