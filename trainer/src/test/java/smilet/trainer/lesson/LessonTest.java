package smilet.trainer.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the lecture, with the digits that are printed in it. */
class LessonTest {
  @ParameterizedTest
  @CsvSource({
    "0, %.0f, 1 -1 -1 3, 73 27 27 95, 1, 21.4",
    "50, %.2f, 1.56 -1.95 -1.90 4.36, , 1, 11.0",
    "100, %.1f, 2.0 -2.4 -2.3 5.2, 88 8 9 99, 3, 7.3",
    "200, %.1f, 2.6 -3.0 -2.9 6.1, , 4, 4.3",
  })
  void rowsAreTheLectures(
      int iteration,
      String format,
      String scores,
      String percentages,
      int roughlyRight,
      String averageError) {
    LessonRow row = rows(200).get(iteration);
    assertThat(printed(format, row.scores())).isEqualTo(scores);
    if (percentages != null) {
      assertThat(printed("%.0f", row.percentages())).isEqualTo(percentages);
    }
    assertThat(row.roughlyRight()).isEqualTo(roughlyRight);
    assertThat(String.format(Locale.ROOT, "%.1f", row.averageError())).isEqualTo(averageError);
  }

  @Test
  void thereIsARowForTheStartAndForEachIteration() {
    assertThat(rows(7)).extracting(LessonRow::iteration).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void theIntegerModelScoresLikeTheFloats() {
    Lesson.Result result = new Lesson(100).run(row -> {});
    for (int i = 0; i < 4; i++) {
      assertThat(result.integerScores().get(i))
          .isCloseTo(result.last().scores().get(i), within(0.05));
    }
  }

  private static List<LessonRow> rows(int iterations) {
    List<LessonRow> rows = new ArrayList<>();
    new Lesson(iterations).run(rows::add);
    return rows;
  }

  private static String printed(String format, List<Double> values) {
    return String.join(
        " ", values.stream().map(value -> String.format(Locale.ROOT, format, value)).toList());
  }
}
