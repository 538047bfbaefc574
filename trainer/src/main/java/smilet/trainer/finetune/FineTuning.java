package smilet.trainer.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import smilet.shared.error.UserError;
import smilet.shared.file.GoldenFrame;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.PerFormat;
import smilet.shared.model.Dense;
import smilet.shared.model.DenseInputs;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.quantise.DenseRounding;

/**
 * Teaches a model from a few frames of one person. Its last layer is fitted anew, see {@link
 * LastLayerFit}; all other layers and the size of the network stay. Smiles and others count alike,
 * however many there are of each, so percentages assume that half of the frames are smiles.
 *
 * <p>Other people's faces, if there are any, count as much in sum as the person's own.
 */
public final class FineTuning {
  /** The keys of a base model's record that are not true of a model made from it. */
  private static final List<String> NOT_INHERITED =
      List.of(ModelFile.VERSION, "held-out-auc", "loss", "iterations", "stopped", "held-out");

  /** The key with the hash of the model that a model was made from. */
  public static final String BASE = "base";

  private static final int MOST_FOLDS = 5;

  private final ModelFile base;
  private final Dataset own;
  private final double[][] ownInputs;
  private final Optional<Dataset> others;
  private final double[][] otherInputs;

  /**
   * Computes what enters the last layer for each face.
   *
   * @param own the person's frames; each burst is a person of the data set
   * @param others faces of other people, so that the model does not forget them
   * @throws UserError if a frame is smaller than the model's grid
   */
  public FineTuning(ModelFile base, Dataset own, Optional<Dataset> others) {
    own.requireAtLeast(base.model().grid());
    others.ifPresent(faces -> faces.requireAtLeast(base.model().grid()));
    this.base = base;
    this.own = own;
    this.ownInputs = inputs(base.model(), own);
    this.others = others;
    this.otherInputs = others.map(faces -> inputs(base.model(), faces)).orElse(new double[0][]);
  }

  /** The model that it begins at. */
  public ModelFile base() {
    return base;
  }

  private static double[][] inputs(Model model, Dataset data) {
    double[][] inputs = new double[data.size()][];
    int threads = Runtime.getRuntime().availableProcessors();
    IntStream.range(0, threads)
        .parallel()
        .forEach(
            first -> {
              Dataset.Reader reader = data.reader();
              PerFormat<DenseInputs> layers =
                  new PerFormat<>(format -> new DenseInputs(model, format));
              for (int i = first; i < inputs.length; i += threads) {
                Frame frame = reader.frame(i);
                inputs[i] = layers.of(frame.format()).of(frame);
              }
            });
    return inputs;
  }

  /**
   * The model after it has learned.
   *
   * @param part the frames to learn from, indices into the person's frames
   * @throws UserError if all of them are smiles, or none of them
   */
  public ModelFile tuned(int[] part) {
    if (!own.hasBothClasses(part)) {
      throw new UserError(
          "there must be frames with a smile and frames without one; capture the other kind too");
    }
    Model model = base.model();
    List<Layer> layers = new ArrayList<>(model.layers());
    layers.set(layers.size() - 1, fitted(part));
    Model tuned = new Model(model.grid(), model.normalisation(), model.mirrored(), layers);
    return new ModelFile(tuned, base.thresholds(), record(part), golden(tuned));
  }

  private Dense fitted(int[] part) {
    int count = part.length + otherInputs.length;
    double[][] inputs = new double[count][];
    boolean[] smiles = new boolean[count];
    for (int i = 0; i < count; i++) {
      boolean mine = i < part.length;
      inputs[i] = mine ? ownInputs[part[i]] : otherInputs[i - part.length];
      smiles[i] = mine ? own.smile(part[i]) : others.orElseThrow().smile(i - part.length);
    }
    double[] weights = new double[count];
    balance(smiles, 0, part.length, part.length, weights);
    balance(smiles, part.length, count, part.length, weights);

    Dense dense = base.model().dense();
    double[] layer = DenseRounding.weights(dense);
    double bias = DenseRounding.bias(dense);
    double unit = rootMeanSquare(inputs);
    double[] logits = new double[count];
    double[][] scaled = new double[count][layer.length];
    for (int e = 0; e < count; e++) {
      logits[e] = bias;
      for (int i = 0; i < layer.length; i++) {
        logits[e] += layer[i] * inputs[e][i];
        scaled[e][i] = inputs[e][i] / unit;
      }
    }
    double[] change = new LastLayerFit(scaled, logits, smiles, weights).solve();
    for (int i = 0; i < layer.length; i++) {
      layer[i] += change[i] / unit;
    }
    return DenseRounding.of(dense.input(), layer, bias + change[layer.length]);
  }

  /** Makes smiles and others count alike within a range, and the range as much as {@code total}. */
  private static void balance(
      boolean[] smiles, int begin, int end, double total, double[] weights) {
    long smileCount = IntStream.range(begin, end).filter(i -> smiles[i]).count();
    long otherCount = end - begin - smileCount;
    for (int i = begin; i < end; i++) {
      weights[i] = total / 2 / Math.max(1, smiles[i] ? smileCount : otherCount);
    }
  }

  private static double rootMeanSquare(double[][] inputs) {
    double sum = 0;
    for (double[] values : inputs) {
      for (double value : values) {
        sum += value * value;
      }
    }
    double mean = sum / inputs.length / inputs[0].length;
    return mean > 0 ? Math.sqrt(mean) : 1;
  }

  /**
   * How the model was made. The frames of the base stay its golden frames, so that no picture of
   * the person gets into the file.
   */
  private List<GoldenFrame> golden(Model tuned) {
    return base.goldenFrames().stream()
        .map(golden -> GoldenFrame.of(tuned, golden.frame()))
        .toList();
  }

  private Map<String, String> record(int[] part) {
    Map<String, String> record = new TreeMap<>(base.training());
    NOT_INHERITED.forEach(record::remove);
    record.put(BASE, base.contentHash());
    record.put("own-frames", String.valueOf(part.length));
    record.put("other-frames", String.valueOf(otherInputs.length));
    return record;
  }

  /**
   * What models answer to frames that they have not learned from: whole bursts are held out in
   * turn.
   *
   * @return one prediction per frame of the person, in order; empty if there are too few bursts
   */
  public Optional<Predictions> onHeldOutBursts() {
    int[] logits = new int[own.size()];
    boolean[] smiles = new boolean[own.size()];
    int folds = folds();
    if (folds < 2) {
      return Optional.empty();
    }
    for (int fold = 0; fold < folds; fold++) {
      Split split = Split.fold(own, fold, folds);
      Predictions answers = Predictions.of(tuned(split.training()).model(), own, split.heldOut());
      for (int i = 0; i < answers.count(); i++) {
        logits[split.heldOut()[i]] = answers.logitsQ16()[i];
        smiles[split.heldOut()[i]] = answers.smiles()[i];
      }
    }
    return Optional.of(new Predictions(logits, smiles));
  }

  /** As many folds as leave both kinds to learn from in each; below 2 if there are none. */
  private int folds() {
    int bursts = (int) IntStream.range(0, own.size()).map(own::person).distinct().count();
    for (int folds = Math.min(MOST_FOLDS, bursts); folds >= 2; folds--) {
      if (leavesBothKinds(folds)) {
        return folds;
      }
    }
    return 0;
  }

  private boolean leavesBothKinds(int folds) {
    for (int fold = 0; fold < folds; fold++) {
      if (!own.hasBothClasses(Split.fold(own, fold, folds).training())) {
        return false;
      }
    }
    return true;
  }
}
