package smilet.trainer.lesson;

import java.util.List;

/**
 * The converter after some iterations.
 *
 * @param iteration how many, 0 is the start
 * @param scores the weighted sums, one an image
 * @param percentages what the sigmoid makes of them, 0 to 100
 * @param roughlyRight images within 10 points of right
 * @param averageError mean distance from right, percentage points
 * @param weights the converter's nine weights, row by row
 */
public record LessonRow(
    int iteration,
    List<Double> scores,
    List<Double> percentages,
    int roughlyRight,
    double averageError,
    List<Double> weights) {

  public LessonRow {
    scores = List.copyOf(scores);
    percentages = List.copyOf(percentages);
    weights = List.copyOf(weights);
  }
}
