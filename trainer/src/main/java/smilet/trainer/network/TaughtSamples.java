package smilet.trainer.network;

import java.util.Locale;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

/**
 * Samples with the answers of teachers as targets (soft targets: Hinton, Vinyals and Dean,
 * "Distilling the knowledge in a neural network", 2015). The labels stay what they are.
 */
public final class TaughtSamples implements Samples {
  private final Samples samples;
  private final float[] targets;

  /**
   * @param targets the probability of a smile per sample, 0 to 1; not copied
   */
  public TaughtSamples(Samples samples, float[] targets) {
    if (targets.length != samples.count()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d targets for %d samples", targets.length, samples.count()));
    }
    this.samples = samples;
    this.targets = targets;
  }

  @Override
  public int count() {
    return samples.count();
  }

  @Override
  public Grid grid() {
    return samples.grid();
  }

  @Override
  public Normalisation normalisation() {
    return samples.normalisation();
  }

  @Override
  public boolean smile(int sample) {
    return samples.smile(sample);
  }

  @Override
  public float target(int sample) {
    return targets[sample];
  }

  @Override
  public Reader reader() {
    return samples.reader();
  }
}
