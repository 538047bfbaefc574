package smilet.trainer.data;

import java.io.Serializable;
import java.util.SplittableRandom;
import smilet.shared.random.Seeds;

/**
 * How training varies a face: in the ways in which it would look different with a cheap sensor, in
 * another room or with the sensor mounted differently. A view depends only on the seed, the face
 * and the iteration.
 *
 * @param mirror whether half of the views are mirrored
 * @param tiltDegrees largest rotation to either side
 * @param scale largest change of size, as a natural logarithm of the ratio
 * @param aspect largest change of width relative to height, likewise
 * @param shift largest move, as a share of the frame's side
 * @param ramp largest difference in light across the frame, in standard deviations of the frame
 * @param noise largest standard deviation of the noise, in standard deviations of the frame
 * @param gain largest change of brightness, as a natural logarithm of the ratio; contrast
 *     normalisation removes it
 * @param seed decides all views
 */
public record Augmentation(
    boolean mirror,
    double tiltDegrees,
    double scale,
    double aspect,
    double shift,
    double ramp,
    double noise,
    double gain,
    long seed)
    implements Serializable {

  public Augmentation {
    requireAtLeast0("tilt", tiltDegrees);
    requireAtLeast0("scale", scale);
    requireAtLeast0("aspect", aspect);
    requireAtLeast0("shift", shift);
    requireAtLeast0("ramp", ramp);
    requireAtLeast0("noise", noise);
    requireAtLeast0("gain", gain);
  }

  /** The augmentation that gave the best small networks in experiments. */
  public static Augmentation usual(long seed) {
    return new Augmentation(true, 15, 0.12, 0.04, 0.045, 0.4, 0.15, 0.2, seed);
  }

  /** The random numbers for one view of one face. */
  SplittableRandom random(int face, int iteration) {
    long ofFace = Seeds.mix(seed, Seeds.GOLDEN_RATIO, face);
    return new SplittableRandom(Seeds.mix(ofFace, Seeds.SECOND_LEVEL, iteration));
  }

  /** A number uniformly distributed between -most and most. */
  static double within(SplittableRandom random, double most) {
    return most * (2 * random.nextDouble() - 1);
  }

  private static void requireAtLeast0(String what, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(what + " must be 0 or more, was " + value);
    }
  }
}
