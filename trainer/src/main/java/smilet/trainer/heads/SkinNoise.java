package smilet.trainer.heads;

import java.util.Arrays;

/**
 * Uneven fields over the head: sums of plane waves in space, of three sizes. A face mixes a few
 * ready fields of a size, which is cheaper than to sum waves for each face.
 */
@SuppressWarnings("EnumOrdinal") // Arrays hold one value per constant, in the order of the enum.
final class SkinNoise {
  /** How large the spots are: waves in radians per centimetre. */
  enum Size {
    LARGE(0.3, 1.2),
    MEDIUM(1, 3),
    SMALL(2.5, 7);

    private final double from;
    private final double to;

    Size(double from, double to) {
      this.from = from;
      this.to = to;
    }
  }

  private static final int FIELDS = 12;
  private static final int WAVES = 16;
  private static final int MIXED = 3;

  /** Makes the deviation 1: the mean square of a wave is 8 / 15. */
  private static final float AMPLITUDE = (float) Math.sqrt(15.0 / 8 / WAVES);

  private final float[][][] fields = new float[Size.values().length][FIELDS][];

  SkinNoise(HeadModel model) {
    // The fields are the same in every run, and for every purpose.
    RandomStream random = new RandomStream(Purpose.SMILES, 5, 0, 0);
    for (Size size : Size.values()) {
      for (int field = 0; field < FIELDS; field++) {
        fields[size.ordinal()][field] = field(model, size, random);
      }
    }
  }

  private static float[] field(HeadModel model, Size size, RandomStream random) {
    int count = model.vertexCount();
    Mesh mesh = model.neutral();
    float[] field = new float[count];
    for (int wave = 0; wave < WAVES; wave++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      double z = random.nextGaussian();
      double length = Math.sqrt(x * x + y * y + z * z) + 1e-9;
      double frequency = size.from * StrictMath.pow(size.to / size.from, random.nextDouble());
      float phase = (float) random.nextDouble();
      float scale = (float) (frequency / length / (2 * Math.PI));
      float kx = (float) x * scale;
      float ky = (float) y * scale;
      float kz = (float) z * scale;
      for (int i = 0; i < count; i++) {
        float along = kx * mesh.x()[i] + ky * mesh.y()[i] + kz * mesh.z()[i];
        field[i] += AMPLITUDE * Curves.wave(along + phase);
      }
    }
    return field;
  }

  /** Fills a field of mean 0 and the given deviation. */
  void fill(float[] into, Size size, float deviation, RandomStream random) {
    Arrays.fill(into, 0);
    for (int k = 0; k < MIXED; k++) {
      float[] field = fields[size.ordinal()][random.nextInt(FIELDS)];
      float weight = deviation * (float) (random.nextGaussian() / Math.sqrt(MIXED));
      for (int i = 0; i < into.length; i++) {
        into[i] += weight * field[i];
      }
    }
  }
}
