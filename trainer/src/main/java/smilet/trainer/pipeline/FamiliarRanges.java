package smilet.trainer.pipeline;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import smilet.shared.drift.FamiliarRange;
import smilet.shared.drift.Trait;
import smilet.shared.drift.Traits;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.PerFormat;
import smilet.shared.model.Classifier;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;
import smilet.trainer.evaluate.Confusion;
import smilet.trainer.evaluate.Predictions;

/** Measures what a model has met in its training, for the devices that run it. */
public final class FamiliarRanges {
  /** Fewer faces do not say where the outermost 2.5 % begin. */
  static final int FEWEST_FACES = 200;

  /** More faces would not change the ranges. */
  private static final int MOST_FACES = 4_000;

  private static final int VALUES = 256;

  private FamiliarRanges() {}

  /**
   * The ranges of the faces that the model learned from. How often it is unsure is counted on those
   * that its percentages were fitted to.
   *
   * @return nothing if there are fewer than {@value #FEWEST_FACES} faces
   */
  public static Optional<FamiliarRange> of(ModelFile file, Dataset data, Split split) {
    int[] part = split.training();
    if (part.length < FEWEST_FACES) {
      return Optional.empty();
    }
    Map<Trait, int[]> counts = new EnumMap<>(Trait.class);
    for (Trait trait : Trait.values()) {
      counts.put(trait, new int[VALUES]);
    }
    Traits traits = new Traits(file.model().grid());
    PerFormat<Classifier> classifiers =
        new PerFormat<>(format -> new Classifier(file.model(), format));
    Dataset.Reader reader = data.reader();
    int measured = Math.min(part.length, MOST_FACES);
    for (int i = 0; i < measured; i++) {
      Frame face = reader.frame(part[(int) ((long) i * part.length / measured)]);
      Classifier classifier = classifiers.of(face.format());
      classifier.normalise(face);
      classifier.measure(traits);
      counts.forEach((trait, count) -> count[traits.get(trait)]++);
    }
    Map<Trait, FamiliarRange.Range> ranges = new EnumMap<>(Trait.class);
    counts.forEach((trait, count) -> ranges.put(trait, range(count, measured)));
    return Optional.of(new FamiliarRange(ranges, unsurePercent(file, data, split)));
  }

  private static FamiliarRange.Range range(int[] count, int faces) {
    int outside = (int) (FamiliarRange.TAIL * faces);
    int low = 0;
    for (int below = count[0]; below <= outside; below += count[low]) {
      low++;
    }
    int high = VALUES - 1;
    for (int above = count[high]; above <= outside; above += count[high]) {
      high--;
    }
    return new FamiliarRange.Range(low, high);
  }

  private static int unsurePercent(ModelFile file, Dataset data, Split split) {
    Predictions answers = Predictions.of(file.model(), data, split.evaluated());
    Confusion decided = Confusion.at(answers, file.thresholds());
    return Math.max(
        percent(decided.smileUnsure(), decided.smiles()),
        percent(decided.otherUnsure(), decided.others()));
  }

  private static int percent(int part, int whole) {
    return whole == 0 ? 0 : Math.round(100f * part / whole);
  }
}
