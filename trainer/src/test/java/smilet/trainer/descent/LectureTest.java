package smilet.trainer.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import smilet.trainer.network.Samples;

/** The loop that trains all models gives the numbers that the lecture shows. */
class LectureTest {
  private final Samples images = SmallProblems.lecture();

  @Test
  void theScoresAtTheStartAreTheLectures() {
    assertThat(SmallProblems.lectureNetwork().logits(images)).containsExactly(1, -1, -1, 3);
  }

  @Test
  void afterFiftyIterationsScoresAreTheLectures() {
    assertScores(50, 0.005, 1.56, -1.95, -1.90, 4.36);
  }

  @Test
  void afterAHundredIterationsScoresAreTheLectures() {
    assertScores(100, 0.05, 2.0, -2.4, -2.3, 5.2);
  }

  @Test
  void afterTwoHundredIterationsScoresAreTheLectures() {
    assertScores(200, 0.005, 2.59, -2.98, -2.90, 6.11);
  }

  @Test
  void theAverageErrorFallsAsInTheLecture() {
    List<Iteration> iterations =
        SmallProblems.run(SmallProblems.lectureNetwork(), images, Recipe.lecture(0.115, 201))
            .history()
            .iterations();
    // An iteration measures the weights before its step: the 101st those after a hundred steps.
    assertThat(iterations.get(0).averageError()).isCloseTo(21.4, within(0.05));
    assertThat(iterations.get(50).averageError()).isCloseTo(11.0, within(0.05));
    assertThat(iterations.get(100).averageError()).isCloseTo(7.3, within(0.05));
    assertThat(iterations.get(200).averageError()).isCloseTo(4.3, within(0.05));
    assertThat(iterations.get(0).roughlyRight()).isEqualTo(1);
    assertThat(iterations.get(100).roughlyRight()).isEqualTo(3);
    assertThat(iterations.get(200).roughlyRight()).isEqualTo(4);
  }

  private void assertScores(int iterations, double within, double... expected) {
    DescentResult outcome =
        SmallProblems.run(
            SmallProblems.lectureNetwork(), images, Recipe.lecture(0.115, iterations));
    float[] scores = outcome.network().logits(images);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) scores[i]).isCloseTo(expected[i], within(within));
    }
    assertThat(outcome.reason()).isEqualTo(new StoppingRule.Iterations(iterations));
  }
}
