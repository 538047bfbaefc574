package smilet.trainer.heads;

/**
 * Random numbers that depend on a seed, a face's number and a topic alone. Each topic of a face has
 * a stream of its own, so that a change to the hair does not change the light. The generator is
 * SplitMix64 (Steele, Lea and Flood 2014), written out here so that no release of Java can change
 * it. Not for use by several threads.
 */
final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /** Standard deviation of a sum of twelve values from 0 to 65535. */
  private static final double DEVIATION_OF_TWELVE = StrictMath.sqrt(65536.0 * 65536.0 - 1);

  private final Purpose purpose;
  private long state;

  RandomStream(Purpose purpose, long seed, long number, int topic) {
    this.purpose = purpose;
    this.state = mix(mix(mix(seed) + number * GOLDEN_GAMMA) + topic * GOLDEN_GAMMA);
  }

  /** What the face is for. */
  Purpose purpose() {
    return purpose;
  }

  long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform from 0 to below 1, in steps of 2^-53. */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform from 0 to below {@code bound}. */
  int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Uniform between two values. */
  double between(double from, double to) {
    return from + (to - from) * nextDouble();
  }

  /** Mean 0, deviation 1, within 6: the sum of twelve uniform values (Irwin and Hall). */
  double nextGaussian() {
    long sum = 0;
    for (int i = 0; i < 3; i++) {
      long bits = nextLong();
      sum += (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
    }
    return (sum - 6 * 65535L) / DEVIATION_OF_TWELVE;
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
