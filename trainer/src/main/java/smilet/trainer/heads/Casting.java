package smilet.trainer.heads;

import static smilet.trainer.heads.Distribution.byPurpose;
import static smilet.trainer.heads.Distribution.either;
import static smilet.trainer.heads.Distribution.logNormal;
import static smilet.trainer.heads.Distribution.normal;
import static smilet.trainer.heads.Distribution.sometimes;
import static smilet.trainer.heads.Distribution.uniform;

import java.util.List;
import java.util.Map;
import smilet.trainer.heads.Distribution.Chance;
import smilet.trainer.heads.Distribution.Shares;

/**
 * Who is drawn, and how: every distribution of the rendered faces with its reason, except those of
 * the expressions, see {@link Repertoire}. Lengths are centimetres on the mean head, angles
 * degrees, and albedos and light shares of white, unless a comment says otherwise. Where no other
 * reason is given, the ends are the extremes that look like a person on a contact sheet beside real
 * faces.
 *
 * <p>Some differ by {@link Purpose}. Those for finding were chosen one after the other, so that
 * what a finder reads of the faces has nearly the mean and the covariance of what it reads of
 * photographs.
 */
final class Casting {
  // The label, see Smile.

  /**
   * The weight of the muscle that raises a corner from which people speak of a smile, for a closed
   * mouth: they disagree, so each face gets a border of its own. Networks then learn what share of
   * people would say "smile", and a mild smile ends between no smile and a full one.
   */
  static final Distribution CLOSED_BORDER = uniform(0.2, 0.9);

  /** Likewise if the lips are apart: visible teeth make a mild smile clear. */
  static final Distribution OPEN_BORDER = uniform(0.15, 0.35);

  /**
   * Least rise of both corners of a smile, as a share of the distance from eyes to mouth: one pixel
   * of 64.
   */
  static final float SMILE_FROM_LIFT = 0.03f;

  /** Lips this far apart show teeth, or the dark between them. */
  static final float TEETH_FROM_GAP = 0.25f;

  // The person.

  /**
   * Weight of each mode of identity. Among the scanned people its deviation is 1. Faces to find
   * vary more, because then their windows vary as those of photographs do.
   */
  static final Distribution IDENTITY = byPurpose(normal(0, 1.15), normal(0, 2));

  /** Light, medium, dark: enough of each to learn from. */
  static final Shares TONES = new Shares(50, 30, 20);

  /** Albedo of the skin per tone; they overlap, as people do. */
  static final List<Distribution> SKIN =
      List.of(uniform(0.5, 0.8), uniform(0.3, 0.6), uniform(0.1, 0.35));

  /** Folds: as many old faces as young ones, because their folds look like smiles. */
  static final Distribution AGE = uniform(0, 1);

  static final Distribution FOLD_DENT = uniform(0, 0.28);
  static final Distribution MARIONETTE_DENT = uniform(0, 0.2);
  static final Distribution BAG_DENT = uniform(-0.12, 0.02);
  static final Distribution FOREHEAD_DENT = sometimes(0.5, uniform(0, 0.07));

  /** What a raised cheek adds to the folds beside the nose, at any age. */
  static final Distribution SMILE_DENT = uniform(0, 0.07);

  /** Lines of the forehead per centimetre. */
  static final Distribution FOREHEAD_LINES = uniform(0.7, 1.3);

  /** How far these lines are from straight, in turns. */
  static final float LINE_UNEVENNESS = 0.13f;

  static final Distribution UNEVEN_SKIN = uniform(0, 0.05);
  static final Distribution ROUGH_SKIN = uniform(0, 0.035);

  /** Spots, as a share of the albedo. */
  static final Distribution SPOTS = uniform(0, 0.08);

  static final Distribution CHEEK_COLOUR = byPurpose(uniform(-0.1, 0.08), uniform(-0.05, 0.3));
  static final Distribution DARK_SOCKETS = byPurpose(uniform(0.05, 0.35), uniform(0.3, 0.9));
  static final Distribution BAG_COLOUR = uniform(-0.05, 0.2);
  static final Distribution FOLD_COLOUR = uniform(0, 0.37);
  static final Distribution SMILE_COLOUR = uniform(0, 0.12);
  static final Distribution MARIONETTE_COLOUR = uniform(0, 0.15);
  static final Distribution LID_COLOUR = uniform(-0.05, 0.15);
  static final Distribution FOREHEAD_COLOUR = sometimes(0.5, uniform(0, 0.15));
  static final Distribution CROW_FEET = uniform(0, 0.2);

  /** Low, because highlights beyond this made noses brighter than on photographs. */
  static final Distribution SKIN_GLOSS =
      byPurpose(sometimes(0.75, uniform(0, 0.14)), uniform(0.05, 0.3));

  /** Lips against the skin; a third as dark as with lipstick, which hid smiles from the network. */
  static final Distribution LIPS = either(0.65, uniform(0.5, 0.95), uniform(0.2, 0.7));

  static final Distribution LIP_GLOSS = uniform(0, 0.3);

  /** Teeth of a light-skinned person; the exposure for dark skin would turn them to lamps. */
  static final Distribution TEETH = byPurpose(uniform(0.65, 1.1), uniform(0.4, 0.8));

  static final Distribution GUMS = uniform(0.2, 0.5);
  static final Distribution MOUTH_SOCKET = uniform(0.05, 0.35);

  /** Against the skin: in the shade of lids and lashes the white is seldom white. */
  static final Distribution EYE_WHITE = uniform(0.5, 1.15);

  static final Distribution IRIS = uniform(0.03, 0.2);
  static final Distribution IRIS_RADIUS = uniform(0.58, 0.72);
  static final Distribution PUPIL_RADIUS = uniform(0.15, 0.3);

  /** How dark lashes make the lids' edge: on photographs eyes are the darkest part of a face. */
  static final Distribution LASHES = byPurpose(uniform(0.55, 0.95), uniform(0.1, 0.7));

  static final Distribution BROW_WIDTH = uniform(0.35, 0.75);
  static final Distribution BROW_OPACITY = byPurpose(uniform(0.55, 1), uniform(0, 1));
  static final Distribution BROW_AGAINST_HAIR = uniform(0.7, 1.5);

  // Hair, hats and glasses.

  static final Chance FAIR_HAIR = new Chance(0.2);
  static final Distribution FAIR_HAIR_ALBEDO = uniform(0.3, 0.8);
  static final Distribution DARK_HAIR = logNormal(0.07, 0.8);

  /**
   * None, stubble, full, moustache, goatee, chin curtain: many moustaches, as they hide corners of
   * mouths, and faces with one are missed more often.
   */
  static final Map<Purpose, Shares> BEARDS =
      Map.of(
          Purpose.SMILES, new Shares(58, 17, 6, 10, 5, 4),
          Purpose.FINDING, new Shares(48, 14, 8, 20, 6, 4));

  static final Distribution STUBBLE = uniform(0.05, 0.4);
  static final Distribution BEARD_COVER = uniform(0.5, 1);
  static final Distribution BEARD_AGAINST_HAIR = uniform(0.8, 1.6);
  static final Distribution MOUSTACHE_OVER_LIP = sometimes(0.3, uniform(0, 0.9));
  static final float BEARD_UNEVENNESS = 0.3f;

  static final Chance BALD = new Chance(0.06);
  static final Chance LONG_HAIR = new Chance(0.45);
  static final Distribution LONG_HAIR_AT = uniform(7.5, 9.5);

  /** Height against the mean line; crops of faces show little hair above it. */
  static final Distribution HAIRLINE = uniform(-1.2, 1.8);

  static final Distribution HAIR_EDGE = uniform(0.1, 0.8);
  static final Distribution HAIR_VOLUME = uniform(0.1, 1);
  static final Distribution HAIR_GLOSS = uniform(0, 0.25);
  static final float STRANDS = 0.35f;
  static final Chance SHAVED_SIDES = new Chance(0.2);

  /** Angle around the head from which hair grows, in radians from the front. */
  static final Distribution SIDE_HAIR_FROM = either(0.5, uniform(0.95, 1.25), uniform(1.2, 1.5));

  static final Distribution SIDE_HAIR_END = uniform(-1, 4);
  static final Chance FRINGE = new Chance(0.12);
  static final Distribution FRINGE_END = uniform(4.8, 8.5);
  static final Distribution FRINGE_ARCH = either(0.7, uniform(0, 0.06), uniform(-0.03, 0));
  static final Distribution PARTING = uniform(-5, 5);

  static final Chance HAT = new Chance(0.06);
  static final Distribution HAT_EDGE = uniform(5.5, 9);
  static final Distribution HAT_TILT = uniform(-0.05, 0.05);
  static final Distribution HAT_ALBEDO = uniform(0.02, 0.8);
  static final Distribution HAT_VOLUME = uniform(0.4, 1.6);
  static final float HAT_UNEVENNESS = 0.15f;
  static final Distribution BRIM_SHADE = sometimes(0.6, uniform(0.2, 0.6));

  /** About the share on public photographs; more to find, because they are missed more often. */
  static final Map<Purpose, Chance> GLASSES =
      Map.of(Purpose.SMILES, new Chance(0.22), Purpose.FINDING, new Chance(0.45));

  static final Chance DARK_GLASSES = new Chance(0.25);

  /** Light that a lens lets through. */
  static final Distribution DARK_LENS = uniform(0.02, 0.35);

  static final Distribution CLEAR_LENS = uniform(0.85, 1);

  /** Against the distance of the eyes. */
  static final Distribution LENS_WIDTH = uniform(0.64, 0.88);

  /** Against the width. */
  static final Distribution LENS_HEIGHT = uniform(0.45, 0.95);

  /** From an ellipse, 2, to a rounded box, 5. */
  static final Distribution LENS_SQUARENESS = uniform(2, 5);

  static final Distribution GLASSES_DROP = uniform(-0.02, 0.1);
  static final Distribution LENS_REFLECTION = sometimes(0.4, uniform(0, 0.35));
  static final Distribution REFLECTION_WAVES = uniform(0.15, 0.8);
  static final Distribution RIM_THICKNESS = either(0.6, uniform(0.03, 0.13), uniform(0.015, 0.065));
  static final Distribution RIM_ALBEDO = either(0.8, uniform(0.02, 0.5), uniform(0.6, 1.2));
  static final Chance HALF_RIM = new Chance(0.25);

  // Pose and crop.

  /** Faces that a detector for frontal faces finds. */
  static final Distribution YAW_DEGREES = byPurpose(normal(0, 14), normal(0, 18));

  /** The mesh looks up by about ten degrees. */
  static final Distribution PITCH_DEGREES = byPurpose(normal(10, 9.5), normal(4, 9.5));

  static final Distribution ROLL_DEGREES = normal(0, 6);
  static final Distribution CAMERA_DISTANCE = byPurpose(uniform(45, 150), uniform(100, 400));

  /** In pixels of 64, as in crops of public data sets. */
  static final double EYES_TO_MOUTH = 36.3;

  static final double EYE_TO_EYE = 32.5;

  /** Crops keep both distances as well as they can; this is the weight of the second. */
  static final double SHARE_OF_EYE_DISTANCE = 0.4;

  static final double EYE_ROW = 15;
  static final Distribution CROP_SCALE = logNormal(1, 0.07);

  /** In pixels of 64. */
  static final Distribution CROP_SHIFT = byPurpose(normal(0, 1.5), normal(0, 1));

  // Light.

  static final Distribution SKY_POWER = byPurpose(uniform(0.2, 1), uniform(0.05, 0.6));

  /** Rooms and skies are brighter above. */
  static final Distribution SKY_FROM_ABOVE = uniform(0, 0.8);

  /** Direction and power of windows, walls and ceilings: broad, mostly above and in front. */
  static final Distribution LOBE_X = normal(0, 1);

  static final Distribution LOBE_Y = normal(0.8, 0.8);
  static final Distribution LOBE_Z = normal(0.6, 0.5);
  static final Distribution LOBE_POWER = uniform(0, 2);
  static final Distribution LOBE_NARROWNESS = uniform(1, 6);

  /** Half of public photographs look as if taken with a flash near the camera. */
  static final Chance FLASH = new Chance(0.55);

  static final Distribution FLASH_OFFSET = normal(0, 0.12);
  static final Distribution FLASH_HEIGHT = uniform(0, 0.3);
  static final Distribution FLASH_POWER = byPurpose(uniform(0.4, 1.8), uniform(0.8, 3));

  /** None to three lamps with hard shadows. */
  static final Shares LAMPS = new Shares(25, 45, 25, 5);

  static final Distribution LAMP_X = normal(0, 0.9);
  static final Distribution LAMP_Y = normal(0.8, 0.8);
  static final Distribution LAMP_Z = byPurpose(normal(0.9, 0.4), normal(0.6, 0.4));
  static final Distribution LAMP_POWER = either(0.8, uniform(0.1, 1), uniform(0.18, 1.8));

  /** Exponent of the highlights, in the form of Schlick. */
  static final Distribution GLOSS_EXPONENT = uniform(4, 25);

  static final Chance CATCHLIGHT = new Chance(0.6);
  static final Distribution CATCHLIGHT_POWER = uniform(0.2, 0.7);
  static final Distribution CATCHLIGHT_X = normal(0, 0.12);
  static final Distribution CATCHLIGHT_Y = normal(0.12, 0.1);

  // Backdrop.

  /** Mostly darker than the face, as the mean of real faces shows. */
  static final Distribution BACKDROP = either(0.75, uniform(-0.1, 0.25), uniform(0.2, 0.8));

  static final Distribution BACKDROP_GRADIENT = uniform(-0.5, 0.5);
  static final Distribution SPOT_STRENGTH = uniform(0, 0.25);

  /** Grids of 2, 4, 8 and 16 spots. */
  static final int SPOT_SIZES = 4;

  static final Chance SOFT_SPOTS = new Chance(0.7);
  static final Chance BLOCKS = new Chance(0.3);
  static final int MOST_BLOCKS = 3;

  /** Shares of the picture's side. */
  static final Distribution BLOCK_FROM = uniform(-0.15, 1);

  static final Distribution BLOCK_WIDTH = uniform(0, 0.5);
  static final Distribution BLOCK_HEIGHT = uniform(0, 1);
  static final Distribution BLOCK_GREY = uniform(0, 1);

  // Camera.

  /** Brightness that the camera aims at, and how much of the way it goes. */
  static final Distribution EXPOSURE = uniform(0.35, 0.62);

  static final Distribution EXPOSURE_STRENGTH = uniform(0.5, 1);
  static final Distribution GAMMA = byPurpose(uniform(0.45, 0.9), uniform(0.35, 0.6));

  /** Deviation in pixels of 64; the spectrum of real faces is a little sharper still. */
  static final Distribution BLUR = byPurpose(logNormal(0.6, 0.3), logNormal(0.3, 0.3));

  /** Mean and deviation of the greys of a picture, as in public data. */
  static final Distribution MEAN_GREY = normal(128, 18);

  static final Distribution CONTRAST = normal(38, 9);
  static final Distribution NOISE = normal(0, 1.2);

  /** Noise over neighbours, as a colour filter leaves it. */
  static final Chance SPREAD_NOISE = new Chance(0.5);

  static final Chance COMPRESSED = new Chance(0.7);

  /** Of JPEG. */
  static final Distribution QUALITY = uniform(45, 97);

  private Casting() {}
}
