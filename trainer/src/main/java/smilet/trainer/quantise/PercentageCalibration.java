package smilet.trainer.quantise;

import java.util.ArrayList;
import java.util.List;
import smilet.shared.fixed.Q16;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Classifier;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.trainer.network.Samples;

/**
 * Makes the percentages of a model match the share of smiles: of the frames with 90 %, nine in ten
 * are smiles. Logits become {@code scale · logit + offset}, fitted on samples that were not trained
 * on (Platt 1999). The dense layer absorbs both numbers, so the device computes nothing more.
 *
 * @param scale above 0
 * @param offset added to the scaled logit
 */
public record PercentageCalibration(double scale, double offset) {
  /** Leaves logits as they are. */
  public static final PercentageCalibration NONE = new PercentageCalibration(1, 0);

  public PercentageCalibration {
    if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "calibration must be finite with a positive scale, was %s and %s"
              .formatted(scale, offset));
    }
  }

  /**
   * Finds the calibration under which the percentages fit the labels best.
   *
   * @param smiles the labels, one per logit
   * @return {@link #NONE} if all labels are the same or higher logits do not mean more smiles
   */
  public static PercentageCalibration fit(int[] logitsQ16, boolean[] smiles) {
    int smileCount = 0;
    for (boolean smile : smiles) {
      smileCount += smile ? 1 : 0;
    }
    if (smileCount == 0 || smileCount == smiles.length) {
      return NONE;
    }
    PlattFit fit = new PlattFit(logitsQ16, smiles, smileCount);
    return fit.scale() > 0 && Double.isFinite(fit.scale()) && Double.isFinite(fit.offset())
        ? new PercentageCalibration(fit.scale(), fit.offset())
        : NONE;
  }

  /**
   * The same for another share of smiles than that of the samples: by Bayes' rule, logits move by
   * the difference of the logits of the two shares.
   *
   * @param smileShare the share to assume, above 0 and below 1
   * @param fittedShare the share among the samples, above 0 and below 1
   */
  public PercentageCalibration assuming(double smileShare, double fittedShare) {
    return new PercentageCalibration(scale, offset + logit(smileShare) - logit(fittedShare));
  }

  private static double logit(double share) {
    return StrictMath.log(share / (1 - share));
  }

  /** Returns a model whose logits are {@code scale · logit + offset}, up to rounding. */
  public Model apply(Model model) {
    Dense dense = model.dense();
    double scaled = Math.scalb(dense.multiplier() * scale, -dense.shift());
    int shift = Scaling.shift(scaled);
    int multiplier = Scaling.multiplier(scaled, shift);
    double perUnit = Math.scalb((double) multiplier, -shift) / Q16.ONE;
    int bias = (int) Math.rint(dense.bias() + offset / perUnit);
    List<Layer> layers = new ArrayList<>(model.layers());
    layers.set(
        layers.size() - 1, new Dense(dense.input(), dense.weights(), bias, multiplier, shift));
    return new Model(model.grid(), model.normalisation(), model.mirrored(), layers);
  }

  /** The logits of the integer model for all samples, Q15.16, without augmentation. */
  public static int[] logitsQ16(Model model, Samples samples) {
    // The classifier is given inputs, not frames, so the format of frames does not matter.
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
