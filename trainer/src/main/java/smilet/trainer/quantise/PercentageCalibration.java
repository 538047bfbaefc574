package smilet.trainer.quantise;

import java.util.ArrayList;
import java.util.List;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Classifier;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.trainer.network.Samples;
import smilet.trainer.score.Logistic;

/**
 * Percentages that mean what they say: logits become {@code scale · logit + offset}, fitted on
 * samples that were not trained on (Platt 1999), and the dense layer takes both in, so that the
 * device has nothing more to do.
 *
 * @param scale above 0
 * @param offset added to the scaled logit
 */
public record PercentageCalibration(double scale, double offset) {
  /** Leaves logits as they are. */
  public static final PercentageCalibration NONE = new PercentageCalibration(1, 0);

  private static final int NEWTON_STEPS = 50;

  /** Each class gets one imagined sample, so that perfectly separated samples have an end too. */
  private static final double PRIOR = 1;

  public PercentageCalibration {
    if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "calibration must be finite with a positive scale, was %s and %s"
              .formatted(scale, offset));
    }
  }

  /** Fits by Newton's method; {@link #NONE} where the logits say nothing about the labels. */
  public static PercentageCalibration fit(int[] logitsQ16, boolean[] smiles) {
    int smileCount = 0;
    for (boolean smile : smiles) {
      smileCount += smile ? 1 : 0;
    }
    int others = smiles.length - smileCount;
    if (smileCount == 0 || others == 0) {
      return NONE;
    }
    // Platt's targets: not quite 1 and 0.
    double high = (smileCount + PRIOR) / (smileCount + 2 * PRIOR);
    double low = PRIOR / (others + 2 * PRIOR);
    double a = 1;
    double b = 0;
    double loss = loss(logitsQ16, smiles, a, b, high, low);
    for (int step = 0; step < NEWTON_STEPS; step++) {
      double ga = 0;
      double gb = 0;
      double haa = 1e-9;
      double hab = 0;
      double hbb = 1e-9;
      for (int i = 0; i < smiles.length; i++) {
        double z = logitsQ16[i] * 0x1p-16;
        double p = Logistic.probability(a * z + b);
        double error = p - (smiles[i] ? high : low);
        double curve = p * (1 - p);
        ga += error * z;
        gb += error;
        haa += curve * z * z;
        hab += curve * z;
        hbb += curve;
      }
      double determinant = haa * hbb - hab * hab;
      double da = (hbb * ga - hab * gb) / determinant;
      double db = (haa * gb - hab * ga) / determinant;
      // Far from the answer a whole step may overshoot: the loss must fall (Lin, Lin, Weng 2007).
      double part = 1;
      double next = loss(logitsQ16, smiles, a - da, b - db, high, low);
      while (!(next <= loss) && part > 1e-6) {
        part /= 2;
        next = loss(logitsQ16, smiles, a - part * da, b - part * db, high, low);
      }
      if (!(next <= loss)) {
        break;
      }
      a -= part * da;
      b -= part * db;
      loss = next;
      if (Math.abs(da) + Math.abs(db) < 1e-9) {
        break;
      }
    }
    return a > 0 && Double.isFinite(a) && Double.isFinite(b)
        ? new PercentageCalibration(a, b)
        : NONE;
  }

  private static double loss(
      int[] logitsQ16, boolean[] smiles, double a, double b, double high, double low) {
    double sum = 0;
    for (int i = 0; i < smiles.length; i++) {
      sum += Logistic.loss(a * logitsQ16[i] * 0x1p-16 + b, smiles[i] ? high : low);
    }
    return sum;
  }

  /** The model whose logits are {@code scale · logit + offset} of the given one's. */
  public Model apply(Model model) {
    Dense dense = model.dense();
    double scaled = Math.scalb(dense.multiplier() * scale, -dense.shift());
    int shift = Scaling.shift(scaled);
    int multiplier = Scaling.multiplier(scaled, shift);
    double perUnit = Math.scalb((double) multiplier, -shift) * 0x1p-16;
    int bias = (int) Math.rint(dense.bias() + offset / perUnit);
    List<Layer> layers = new ArrayList<>(model.layers());
    layers.set(
        layers.size() - 1, new Dense(dense.input(), dense.weights(), bias, multiplier, shift));
    return new Model(model.grid(), model.normalisation(), model.mirrored(), layers);
  }

  /** The integer model's logits, Q15.16, of samples as they are. */
  public static int[] logitsQ16(Model model, Samples samples) {
    // Inputs are given ready made, so the format of frames does not matter.
    Classifier classifier = new Classifier(model, new FrameFormat(1, 1, 8));
    byte[] inputs = new byte[model.grid().cellCount()];
    Samples.Reader reader = samples.reader();
    int[] logits = new int[samples.count()];
    for (int i = 0; i < logits.length; i++) {
      reader.read(i, 0, inputs, 0);
      logits[i] = classifier.logitQ16(inputs, 0);
    }
    return logits;
  }
}
