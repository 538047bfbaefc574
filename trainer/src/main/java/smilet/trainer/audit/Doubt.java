package smilet.trainer.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Opinions;

/**
 * How far the evidence about one face is from its label. Each piece of evidence is a probability of
 * a smile, 0 to 1, and may be absent.
 *
 * @param face the index into the data
 * @param label whether it is labelled a smile
 * @param folds from a model that did not learn from the face
 * @param others the mean of other people's opinions
 * @param rendered from a model that learned from rendered faces only
 */
public record Doubt(
    int face, boolean label, OptionalDouble folds, OptionalDouble others, OptionalDouble rendered) {
  /** From this degree on a label is called doubtful: the evidence is rather against it. */
  public static final double DOUBTFUL = 0.5;

  /**
   * The evidence about all faces.
   *
   * @param folds one probability per face
   * @param rendered one probability per face
   */
  public record Evidence(
      Optional<double[]> folds, Optional<Opinions> opinions, Optional<double[]> rendered) {}

  /** All faces, the most doubtful first. */
  public static List<Doubt> sorted(Dataset data, Evidence evidence) {
    return IntStream.range(0, data.size())
        .mapToObj(
            face ->
                new Doubt(
                    face,
                    data.smile(face),
                    at(evidence.folds(), face),
                    evidence.opinions().isEmpty()
                        ? OptionalDouble.empty()
                        : evidence.opinions().get().mean(data.name(face)),
                    at(evidence.rendered(), face)))
        .sorted(Comparator.comparingDouble((Doubt doubt) -> -doubt.degree()))
        .toList();
  }

  private static OptionalDouble at(Optional<double[]> values, int face) {
    return values.isPresent() ? OptionalDouble.of(values.get()[face]) : OptionalDouble.empty();
  }

  /**
   * The mean distance of the evidence from the label, 0 (all agree) to 1 (all say the opposite); 0
   * without any evidence.
   */
  public double degree() {
    return Stream.of(folds, others, rendered)
        .flatMapToDouble(OptionalDouble::stream)
        .map(probability -> Math.abs((label ? 1 : 0) - probability))
        .average()
        .orElse(0);
  }

  /** Whether the evidence is rather against the label. */
  public boolean isDoubtful() {
    return degree() >= DOUBTFUL;
  }
}
