package smilet.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.drift.FamiliarRange;
import smilet.shared.drift.Trait;
import smilet.shared.drift.Traits;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.model.Classifier;
import smilet.shared.ready.ReadyModels;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;
import smilet.trainer.data.LoadOptions;
import smilet.trainer.data.Split;

class FamiliarRangesTest {
  @TempDir Path temp;

  private final ModelFile model = ReadyModels.named("linear-12x12").orElseThrow().file();

  private Dataset drawn(int count) throws Exception {
    DrawnFaces.draw(temp, count, 1, DatasetLoader.Progress.NONE);
    return DatasetLoader.load(temp, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
  }

  private static Split all(Dataset data) {
    return new Split(IntStream.range(0, data.size()).toArray(), new int[0]);
  }

  @Test
  void nearlyAllFacesOfTheTrainingAreWithinTheRange() throws Exception {
    Dataset data = drawn(400);
    FamiliarRange range = FamiliarRanges.of(model, data, all(data)).orElseThrow();
    Traits traits = new Traits(model.model().grid());
    for (Trait trait : Trait.values()) {
      int below = 0;
      int above = 0;
      for (int i = 0; i < data.size(); i++) {
        Frame face = data.reader().frame(i);
        Classifier classifier = new Classifier(model.model(), face.format());
        classifier.normalise(face);
        classifier.measure(traits);
        below += range.isBelow(trait, traits.get(trait)) ? 1 : 0;
        above += range.isAbove(trait, traits.get(trait)) ? 1 : 0;
      }
      assertThat(below).as("below in %s", trait).isLessThanOrEqualTo(10);
      assertThat(above).as("above in %s", trait).isLessThanOrEqualTo(10);
      FamiliarRange.Range limits = range.ranges().get(trait);
      assertThat(limits.low()).isLessThanOrEqualTo(limits.high());
    }
  }

  @Test
  void fewFacesDoNotSayWhatIsFamiliar() throws Exception {
    Dataset data = drawn(FamiliarRanges.FEWEST_FACES - 2);
    assertThat(FamiliarRanges.of(model, data, all(data))).isEqualTo(Optional.empty());
  }
}
