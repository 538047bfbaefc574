package smilet.trainer.lesson;

import java.util.List;

/**
 * The weights after a number of iterations, and their answers.
 *
 * @param iteration the number of iterations, 0 for the start
 * @param scores the weighted sums, one per image
 * @param percentages the sigmoid of the scores, 0 to 100
 * @param roughlyRight number of images whose percentage is within 10 points of the label
 * @param averageError mean distance of the percentages from the labels, percentage points
 * @param weights the nine weights, row by row
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
