package smilet.trainer.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smilet.shared.error.UserError;
import smilet.shared.faces.FacePainter;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.ready.ReadyModels;
import smilet.trainer.data.Dataset;
import smilet.trainer.evaluate.Confusion;
import smilet.trainer.evaluate.Predictions;

class FineTuningTest {
  private static final FrameFormat FORMAT = new FrameFormat(64, 64, 8);
  private final ModelFile base = ReadyModels.named("4k-48x48").orElseThrow().file();

  /** Drawn faces of one person in bursts of ten, in turn with a smile and without. */
  private static Dataset person(long seed, int bursts) {
    Dataset.Collector collector = new Dataset.Collector(10 * bursts);
    FacePainter painter = new FacePainter(seed);
    Frame frame = new Frame(FORMAT);
    for (int i = 0; i < 10 * bursts; i++) {
      boolean smile = i / 10 % 2 == 0;
      painter.turn(100 * seed + i);
      painter.paint(frame, smile ? 0.9 : -0.2);
      collector.put(i, "frame " + i, smile, i / 10, frame);
    }
    return collector.finish();
  }

  private static double accuracy(ModelFile model, Dataset data) {
    return Confusion.atHalf(Predictions.of(model.model(), data)).balancedAccuracy();
  }

  @Test
  void aModelLearnsAPerson() {
    double before = 0;
    double after = 0;
    for (long seed = 1; seed <= 5; seed++) {
      Dataset own = person(seed, 4);
      Dataset later = person(seed + 1000, 0).followedBy(person(seed, 8));
      FineTuning tuning = new FineTuning(base, own, Optional.empty());
      before += accuracy(base, later);
      after += accuracy(tuning.tuned(own.indices()), later);
    }
    assertThat(after).isGreaterThanOrEqualTo(before);
  }

  @Test
  void theSameFramesGiveTheSameFile() {
    Dataset own = person(3, 4);
    Optional<Dataset> others = Optional.of(person(4, 2));
    byte[] one = new FineTuning(base, own, others).tuned(own.indices()).encode();
    byte[] two = new FineTuning(base, own, others).tuned(own.indices()).encode();
    assertThat(one).isEqualTo(two);
  }

  @Test
  void theFileNamesItsBaseAndHasNoPictureOfThePerson() {
    Dataset own = person(3, 4);
    ModelFile tuned = new FineTuning(base, own, Optional.empty()).tuned(own.indices());
    assertThat(tuned.training())
        .containsEntry(FineTuning.BASE, base.contentHash())
        .containsEntry("own-frames", "40")
        .doesNotContainKeys("held-out-auc", ModelFile.VERSION);
    assertThat(tuned.failingGoldenFrames()).isEmpty();
    assertThat(tuned.goldenFrames()).hasSameSizeAs(base.goldenFrames());
    for (int i = 0; i < tuned.goldenFrames().size(); i++) {
      assertThat(tuned.goldenFrames().get(i).frame().pixels())
          .isEqualTo(base.goldenFrames().get(i).frame().pixels());
    }
    assertThat(tuned.contentHash()).isNotEqualTo(base.contentHash());
    assertThat(tuned.model().network()).isEqualTo(base.model().network());
  }

  /** Frames that say the opposite of everything move the model, but do not turn it round. */
  @Test
  void fewWrongLabelsCannotSpoilAModel() {
    Dataset.Collector collector = new Dataset.Collector(4);
    Dataset good = person(5, 2);
    for (int i = 0; i < 4; i++) {
      int from = i < 2 ? i : 10 + i;
      collector.put(i, "frame " + i, !good.smile(from), i, good.reader().frame(from));
    }
    Dataset wrong = collector.finish();
    ModelFile tuned =
        new FineTuning(base, wrong, Optional.empty()).tuned(IntStream.range(0, 4).toArray());
    Remembered remembered = Remembered.of(base, tuned);
    assertThat(remembered.lost()).isLessThan(0.05);
  }

  @Test
  void wholeBurstsAreHeldOutAndTooFewAreSaid() {
    Dataset own = person(3, 4);
    Predictions after = new FineTuning(base, own, Optional.empty()).onHeldOutBursts().orElseThrow();
    Comparison comparison = Comparison.of(own, Predictions.of(base.model(), own), after);
    assertThat(comparison.frames()).isEqualTo(40);
    assertThat(comparison.bursts()).isEqualTo(4);
    assertThat(comparison.least()).isLessThanOrEqualTo(comparison.after() - comparison.before());
    assertThat(comparison.most()).isGreaterThanOrEqualTo(comparison.after() - comparison.before());
    Dataset two = person(3, 2);
    assertThat(new FineTuning(base, two, Optional.empty()).onHeldOutBursts()).isEmpty();
  }

  @Test
  void oneKindAloneIsRefused() {
    Dataset own = person(3, 2);
    FineTuning tuning = new FineTuning(base, own, Optional.empty());
    assertThatThrownBy(() -> tuning.tuned(new int[] {0, 1, 2}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("frames without one");
  }
}
