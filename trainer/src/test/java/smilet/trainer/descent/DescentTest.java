package smilet.trainer.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smilet.shared.fixed.Q16;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.network.ArraySamples;
import smilet.trainer.network.KernelWeights;
import smilet.trainer.network.Network;
import smilet.trainer.network.SampleBlock;
import smilet.trainer.network.Samples;
import smilet.trainer.network.TaughtSamples;
import smilet.trainer.quantise.PercentageCalibration;
import smilet.trainer.score.Logistic;
import smilet.trainer.score.RocCurve;

class DescentTest {
  private final Samples bows = SmallProblems.bows(480, 1);
  private final Samples others = SmallProblems.bows(240, 2);

  private final Recipe recipe =
      Recipe.forArchitecture(SmallProblems.network("6-8", bows, 1).architecture(), 1).toBuilder()
          .batchSize(32)
          .iterations(20)
          .rounding(new Recipe.Rounding(4, 0.3))
          .build();

  @Test
  void aSmallNetworkRecognisesUnseenBowsAlsoWithWeightsOfFourBits() {
    DescentResult outcome = SmallProblems.run(SmallProblems.network("6-8", bows, 1), bows, recipe);
    assertThat(auc(outcome.network(), others)).isGreaterThan(0.97);
    int[] logits = PercentageCalibration.logitsQ16(outcome.model(bows), others);
    float[] scores = new float[logits.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = logits[i];
    }
    assertThat(RocCurve.area(scores, others.smiles()))
        .isCloseTo(auc(outcome.network(), others), within(0.002));
  }

  @Test
  void aNetworkLearnsWhatTeachersSayInsteadOfTheLabels() {
    float[] contrary = new float[bows.count()];
    for (int i = 0; i < contrary.length; i++) {
      contrary[i] = bows.smile(i) ? 0.2f : 0.7f;
    }
    Samples taught = new TaughtSamples(bows, contrary);
    Network network =
        SmallProblems.run(SmallProblems.network("6-8", taught, 1), taught, recipe).network();
    assertThat(auc(network, others)).isLessThan(0.05);
    float[] logits = network.logits(others);
    double smiles = 0;
    double rest = 0;
    int smileCount = 0;
    for (int i = 0; i < logits.length; i++) {
      smileCount += others.smile(i) ? 1 : 0;
      double probability = Logistic.probability(logits[i]);
      smiles += others.smile(i) ? probability : 0;
      rest += others.smile(i) ? 0 : probability;
    }
    assertThat(smiles / smileCount).isCloseTo(0.2, within(0.1));
    assertThat(rest / (logits.length - smileCount)).isCloseTo(0.7, within(0.1));
  }

  @Test
  void eachSampleHasATarget() {
    assertThatThrownBy(() -> new TaughtSamples(bows, new float[1]))
        .hasMessage("1 targets for 480 samples");
  }

  @Test
  void aNetworkSeesFewSamplesMoreOften() {
    Recipe usual = Recipe.forArchitecture(SmallProblems.network("6-8", bows, 1).architecture(), 1);
    assertThat(usual.forSamples(120).iterations()).isEqualTo(384); // 120 · 384 = 128 · 360
    assertThat(usual.forSamples(10_000)).isEqualTo(usual);
    Recipe linear =
        Recipe.forArchitecture(SmallProblems.network("linear", bows, 1).architecture(), 1);
    assertThat(linear.forSamples(1)).isEqualTo(linear);
  }

  @Test
  void theIntegerModelComputesWhatTrainingWithRoundingComputed() {
    DescentResult outcome = SmallProblems.run(SmallProblems.network("6-8", bows, 1), bows, recipe);
    KernelWeights weights = new KernelWeights(outcome.network().architecture());
    weights.set(outcome.network().parameters());
    weights.roundActivations(outcome.quantisation().orElseThrow().activationSteps());
    SampleBlock block = new SampleBlock(outcome.network().architecture());
    int[] integer = PercentageCalibration.logitsQ16(outcome.model(bows), others);
    double error = 0;
    double largest = 0;
    for (int i = 0; i < integer.length; i++) {
      others.reader().read(i, 0, block.inputs(), 0);
      block.forward(1, Normalisation.CONTRAST.one(), weights);
      double logit = block.logits()[0];
      error += Math.abs(Q16.toDouble(integer[i]) - logit) / integer.length;
      largest = Math.max(largest, Math.abs(logit));
    }
    // The difference comes from multipliers of 16 bits and from sums that are so close to a tie
    // that
    // floats round them the other way.
    assertThat(error).isLessThan(1e-3 * largest);
  }

  @Test
  void everythingRoughlyRightStopsBeforeTheNextStep() {
    Recipe lecture =
        Recipe.lecture(0.115, 1000).toBuilder()
            .stops(new StoppingRule.EverythingRoughlyRight())
            .build();
    DescentResult outcome =
        SmallProblems.run(SmallProblems.lectureNetwork(), SmallProblems.lecture(), lecture);
    assertThat(outcome.reason()).isEqualTo(new StoppingRule.EverythingRoughlyRight());
    assertThat(outcome.keptIteration()).isBetween(101, 199);
    float[] logits = outcome.network().logits(SmallProblems.lecture());
    boolean[] smiles = {true, false, false, true};
    for (int i = 0; i < smiles.length; i++) {
      assertThat(smiles[i] ? logits[i] : -logits[i]).isGreaterThanOrEqualTo(2.197f); // ln 9
    }
  }

  @Test
  void theTargetAverageErrorStopsTheRun() {
    Recipe lecture =
        Recipe.lecture(0.115, 1000).toBuilder().stops(new StoppingRule.AverageError(11)).build();
    DescentResult outcome =
        SmallProblems.run(SmallProblems.lectureNetwork(), SmallProblems.lecture(), lecture);
    assertThat(outcome.reason()).isEqualTo(new StoppingRule.AverageError(11));
    assertThat(outcome.keptIteration()).isBetween(49, 53);
  }

  @Test
  void noGainKeepsTheWeightsThatWereBestOnTheHeldOutPart() {
    StoppingRule patience = new StoppingRule.NoGain(3);
    List<Network> seen = new ArrayList<>();
    DescentResult outcome =
        new Descent(
                SmallProblems.network("linear", bows, 1),
                bows,
                Optional.of(others),
                Recipe.lecture(1e-4, 500).toBuilder().stops(patience).build(),
                1,
                new SmallProblems.SteppedStopwatch())
            .run((iteration, network) -> seen.add(network.copy()));
    assertThat(outcome.reason()).isEqualTo(patience);
    assertThat(seen).hasSize(outcome.keptIteration() + 3);
    double best = seen.stream().mapToDouble(network -> auc(network, others)).max().orElseThrow();
    assertThat(auc(outcome.network(), others)).isEqualTo(best);
    assertThat(outcome.network().parameters())
        .isEqualTo(seen.get(outcome.keptIteration() - 1).parameters());
  }

  @Test
  void theTimeBudgetCoversTheWholeRunWithRounding() {
    // The clock advances by a millisecond when it is read, and every batch reads it at least once.
    Duration budget = Duration.ofMillis(400);
    Recipe limited =
        recipe.toBuilder().iterations(10_000).stops(new StoppingRule.TimeBudget(budget)).build();
    DescentResult outcome = SmallProblems.run(SmallProblems.network("6-8", bows, 1), bows, limited);
    assertThat(outcome.reason()).isEqualTo(new StoppingRule.TimeBudget(budget));
    assertThat(outcome.history().iterations()).hasSizeBetween(3, 30);
    assertThat(outcome.quantisation()).isPresent();
    assertThat(outcome.history().iterations().getLast().learningRate()).isLessThan(4e-4);
  }

  @Test
  void noGainBeforeRoundingBeginsTheRoundingAtOnce() {
    Recipe patient =
        recipe.toBuilder()
            .iterations(200)
            .stops(new StoppingRule.NoGain(2))
            .rounding(new Recipe.Rounding(4, 0.1))
            .build();
    DescentResult outcome =
        new Descent(
                SmallProblems.network("6-8", bows, 1),
                bows,
                Optional.of(others),
                patient,
                2,
                new SmallProblems.SteppedStopwatch())
            .run(DescentListener.NONE);
    assertThat(outcome.reason()).isEqualTo(new StoppingRule.NoGain(2));
    assertThat(outcome.quantisation()).isPresent();
    assertThat(outcome.history().iterations().size()).isLessThan(100);
  }

  @Test
  void anInterruptEndsTheRunWithAUsableModel() {
    List<Descent> running = new ArrayList<>();
    Descent descent =
        new Descent(
            SmallProblems.network("6-8", bows, 1),
            bows,
            Optional.empty(),
            recipe,
            2,
            new SmallProblems.SteppedStopwatch());
    running.add(descent);
    DescentResult outcome =
        descent.run(
            (iteration, network) -> {
              if (iteration.number() == 10) {
                running.getFirst().interrupt();
              }
            });
    assertThat(outcome.reason()).isEqualTo(new StoppingRule.Interrupted());
    assertThat(outcome.keptIteration()).isEqualTo(10);
    // The part with rounding had not begun, so the scales are found afterwards.
    assertThat(outcome.quantisation()).isEmpty();
    assertThat(outcome.model(bows).network()).isEqualTo("6-8");
  }

  @Test
  void aLearningRateThatIsTooHighIsReportedWithALowerOne() {
    Recipe wild = Recipe.lecture(1000, 100);
    Network linear = SmallProblems.network("linear", bows, 1);
    assertThatThrownBy(() -> SmallProblems.run(linear, bows, wild))
        .isInstanceOf(DivergedException.class)
        .hasMessageMatching(
            "training diverged in iteration \\d+ with learning rate 1000.0; try 100.0");
  }

  @Test
  void aSmileOfWeightTwoCountsLikeTwoCopies() {
    byte[] inputs = {50, -20, 10, 50, 50, -20, 10, 50, -30, 70, 0, 5};
    Samples copies =
        new ArraySamples(
            new Grid(2, 2), Normalisation.CONTRAST, inputs, new boolean[] {true, true, false});
    Samples single =
        new ArraySamples(
            new Grid(2, 2),
            Normalisation.CONTRAST,
            Arrays.copyOfRange(inputs, 4, 12),
            new boolean[] {true, false});
    Recipe plain = Recipe.lecture(0.1, 30);
    float[] twice =
        SmallProblems.run(SmallProblems.network("linear", copies, 1), copies, plain)
            .network()
            .parameters();
    float[] weighted =
        SmallProblems.run(
                SmallProblems.network("linear", single, 1),
                single,
                plain.toBuilder().smileWeight(2).build())
            .network()
            .parameters();
    for (int i = 0; i < twice.length; i++) {
      assertThat(weighted[i]).isCloseTo(twice[i], within(1e-5f));
    }
  }

  @Test
  void theStartNetworkIsNotChanged() {
    Network start = SmallProblems.network("6-8", bows, 1);
    float[] before = start.parameters().clone();
    SmallProblems.run(start, bows, recipe.toBuilder().iterations(2).build());
    assertThat(start.parameters()).isEqualTo(before);
  }

  @Test
  void samplesOfAnotherGridAreRefused() {
    Network lecture = SmallProblems.lectureNetwork();
    assertThatThrownBy(() -> SmallProblems.run(lecture, bows, recipe))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samples must be 3x3, were 10x10");
  }

  private static double auc(Network network, Samples samples) {
    return RocCurve.area(network.logits(samples), samples.smiles());
  }
}
