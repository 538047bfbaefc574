package smilet.trainer.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The lanes of a block. One vector holds all of them or, on machines with narrow vectors, some. */
final class Lanes {
  /** The preferred vector of this machine, or one as wide as a block if that is narrower. */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > SampleBlock.LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  /** Lanes per vector: 2, 4, 8 or 16. */
  static final int WIDTH = SPECIES.length();

  private Lanes() {}

  /** The sum of 16 lanes, always in this order, for any width of the vector unit. */
  static float sum(float[] a, int i) {
    float s0 = a[i] + a[i + 8];
    float s1 = a[i + 1] + a[i + 9];
    float s2 = a[i + 2] + a[i + 10];
    float s3 = a[i + 3] + a[i + 11];
    float s4 = a[i + 4] + a[i + 12];
    float s5 = a[i + 5] + a[i + 13];
    float s6 = a[i + 6] + a[i + 14];
    float s7 = a[i + 7] + a[i + 15];
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }
}
