package smilet.trainer.pipeline;

import java.util.Optional;
import java.util.stream.IntStream;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;

/**
 * Real faces with rendered ones beside them. The network learns from both; held out are real faces
 * only, so percentages and figures are about people.
 *
 * @param data the real faces, followed by the rendered ones
 * @param split the real faces to hold out, and everything else to learn from; a real face may occur
 *     several times
 */
public record Mixture(Dataset data, Split split) {
  /**
   * See {@link #timesPerRealFace}; fits the best factors of experiments with 50 to 10,017 faces.
   */
  private static final double FACTOR = 0.65;

  /**
   * Mixes.
   *
   * @param split of the real faces
   * @param rendered if empty, the real faces alone are the mixture
   */
  public static Mixture of(Dataset real, Split split, Optional<Dataset> rendered) {
    return rendered.map(faces -> of(real, split, faces)).orElseGet(() -> new Mixture(real, split));
  }

  static Mixture of(Dataset real, Split split, Dataset rendered) {
    int[] learned = split.training();
    int times = timesPerRealFace(learned.length, rendered.size());
    IntStream realFaces = IntStream.range(0, times).flatMap(_ -> IntStream.of(learned));
    IntStream renderedFaces = IntStream.range(real.size(), real.size() + rendered.size());
    return new Mixture(
        real.followedBy(rendered),
        new Split(IntStream.concat(realFaces, renderedFaces).toArray(), split.heldOut()));
  }

  /**
   * How often the network meets each real face per pass. Few real faces among many rendered ones
   * would not count, and repeated too often they would be learned by heart: {@code max(1, 0.65
   * sqrt(rendered / real))} is 8 for 50 real faces among 8,000, and 1 for 10,000 among 20,000.
   */
  static int timesPerRealFace(int real, int rendered) {
    return Math.max(1, (int) Math.round(FACTOR * Math.sqrt((double) rendered / Math.max(1, real))));
  }
}
