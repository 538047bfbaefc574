package smilet.trainer.network;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import smilet.shared.frame.Normalisation;
import smilet.shared.random.Seeds;

/** A network of floats: an architecture, the normalisation of its inputs and all its parameters. */
public final class Network {
  private final Architecture architecture;
  private final Normalisation normalisation;
  private final float[] parameters;

  /**
   * @param architecture the layers
   * @param normalisation how its inputs are computed from frames
   * @param parameters in the order of the architecture; not copied
   */
  public Network(Architecture architecture, Normalisation normalisation, float[] parameters) {
    if (parameters.length != architecture.parameterCount()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "parameters must be %d, were %d",
              architecture.parameterCount(),
              parameters.length));
    }
    this.architecture = architecture;
    this.normalisation = normalisation;
    this.parameters = parameters;
  }

  /**
   * Draws the parameters that training begins with (He et al. 2015): the weights of a convolution
   * with n taps from a normal distribution of variance 2/n, those of the dense output of variance
   * 1/n. Biases are 0. In a network without convolutions all weights are 0: it has no hidden
   * channels that would have to differ at the start.
   */
  public static Network initialise(
      Architecture architecture, Normalisation normalisation, long seed) {
    float[] parameters = new float[architecture.parameterCount()];
    List<ConvolutionLayer> layers = architecture.convolutionLayers();
    if (!layers.isEmpty()) {
      SplittableRandom random = new SplittableRandom(Seeds.mix(seed, 1, 0));
      for (ConvolutionLayer layer : layers) {
        fill(parameters, layer.offset(), layer.biasOffset(), 2.0 / layer.taps(), random);
      }
      int begin = architecture.denseOffset();
      int end = architecture.denseBiasOffset();
      fill(parameters, begin, end, 1.0 / (end - begin), random);
    }
    return new Network(architecture, normalisation, parameters);
  }

  private static void fill(
      float[] parameters, int begin, int end, double variance, SplittableRandom random) {
    double deviation = Math.sqrt(variance);
    for (int i = begin; i < end; i++) {
      parameters[i] = (float) (deviation * normal(random));
    }
  }

  /**
   * Draws a standard normal number (Box and Muller) with functions that give the same bits on every
   * machine.
   */
  private static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  public Architecture architecture() {
    return architecture;
  }

  public Normalisation normalisation() {
    return normalisation;
  }

  /** The parameters, not a copy: they change while the network is trained. */
  public float[] parameters() {
    return parameters;
  }

  /** An independent copy. */
  public Network copy() {
    return new Network(architecture, normalisation, parameters.clone());
  }

  /** The logits of all samples, without augmentation. */
  public float[] logits(Samples samples) {
    KernelWeights weights = new KernelWeights(architecture);
    weights.set(parameters);
    float[] logits = logits(samples, weights, false);
    if (architecture.mirrored()) {
      float[] others = logits(samples, weights, true);
      for (int i = 0; i < logits.length; i++) {
        logits[i] = (logits[i] + others[i]) / 2;
      }
    }
    return logits;
  }

  private float[] logits(Samples samples, KernelWeights weights, boolean ofMirrorImages) {
    SampleBlock block = new SampleBlock(architecture);
    Samples.Reader reader = samples.reader();
    float[] logits = new float[samples.count()];
    byte[] sample = new byte[architecture.grid().cellCount()];
    for (int first = 0; first < logits.length; first += SampleBlock.LANES) {
      int count = Math.min(SampleBlock.LANES, logits.length - first);
      for (int lane = 0; lane < count; lane++) {
        reader.read(first + lane, 0, block.inputs(), block.inputOffset(lane));
        if (ofMirrorImages) {
          architecture.grid().mirror(block.inputs(), block.inputOffset(lane), sample);
          System.arraycopy(sample, 0, block.inputs(), block.inputOffset(lane), sample.length);
        }
      }
      block.forward(count, normalisation.one(), weights);
      System.arraycopy(block.logits(), 0, logits, first, count);
    }
    return logits;
  }
}
