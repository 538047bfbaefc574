package smilet.trainer.network;

import static smilet.trainer.network.Lanes.SPECIES;
import static smilet.trainer.network.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** The dense output, forward and backward; activations are [value][lane]. */
final class DenseKernel {
  private DenseKernel() {}

  /** Computes the logits: the bias, then weight times activation added in order. */
  static void forward(
      float[] in, int count, float[] weights, int offset, float bias, float[] logits) {
    for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
      FloatVector s = FloatVector.broadcast(SPECIES, bias);
      for (int i = 0; i < count; i++) {
        s =
            FloatVector.fromArray(SPECIES, in, i * SampleBlock.LANES + lane)
                .fma(FloatVector.broadcast(SPECIES, weights[offset + i]), s);
      }
      s.intoArray(logits, lane);
    }
  }

  /**
   * Adds activation times the logit's gradient, summed over the lanes, to the gradient of each
   * weight.
   */
  static void weightGradient(
      float[] in, int count, float[] delta, float[] gradient, int offset, float[] scratch) {
    for (int i = 0; i < count; i++) {
      for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
        FloatVector.fromArray(SPECIES, in, i * SampleBlock.LANES + lane)
            .mul(FloatVector.fromArray(SPECIES, delta, lane))
            .intoArray(scratch, lane);
      }
      gradient[offset + i] += Lanes.sum(scratch, 0);
    }
  }

  /** Computes the gradient of the activations: weight times the logit's gradient. */
  static void inputGradient(float[] delta, float[] weights, int offset, int count, float[] out) {
    for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
      FloatVector d = FloatVector.fromArray(SPECIES, delta, lane);
      for (int i = 0; i < count; i++) {
        d.mul(weights[offset + i]).intoArray(out, i * SampleBlock.LANES + lane);
      }
    }
  }
}
