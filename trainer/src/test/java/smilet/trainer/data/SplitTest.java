package smilet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.frame.Preprocessor;
import smilet.trainer.network.Samples;

class SplitTest {
  @TempDir static Path folder;
  private static Dataset data;

  @BeforeAll
  static void draw() throws IOException {
    DrawnFaces.draw(folder, 400, 1, DatasetLoader.Progress.NONE);
    data = DatasetLoader.load(folder, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
  }

  @Test
  void drawnFacesAreOfManyPeopleAndBothKinds() {
    assertThat(data.size()).isEqualTo(400);
    assertThat(data.personsKnown()).isTrue();
    assertThat(data.smileCount()).isBetween(80, 160);
    assertThat(people(IntStream.range(0, 400).toArray())).hasSize(50);
  }

  @Test
  void nobodyIsInBothParts() {
    Split split = Split.byPerson(data, 0.2, 7);
    assertThat(people(split.training())).doesNotContainAnyElementsOf(people(split.heldOut()));
    assertThat(split.training().length + split.heldOut().length).isEqualTo(400);
    assertThat(split.heldOut().length).isBetween(20, 160);
    assertThat(split.usable(data)).isTrue();
  }

  @Test
  void theSeedDecidesWhoIsHeldOut() {
    assertThat(Split.byPerson(data, 0.2, 7).heldOut())
        .isEqualTo(Split.byPerson(data, 0.2, 7).heldOut())
        .isNotEqualTo(Split.byPerson(data, 0.2, 8).heldOut());
  }

  /** The faces' mouths and the choice of people are drawn from seeds, which are often the same. */
  @Test
  void whoIsHeldOutDoesNotDependOnWhoSmilesWhateverTheSeeds(@TempDir Path temp) throws IOException {
    for (long drawn = 1; drawn <= 3; drawn++) {
      Path faces = temp.resolve("faces" + drawn);
      DrawnFaces.draw(faces, 400, drawn, DatasetLoader.Progress.NONE);
      // Without persons, each face is drawn by its number, as its mouth is.
      Path table = faces.resolve("labels.csv");
      Files.writeString(table, Files.readString(table).replaceAll("(?m),[^,\n]*$", ""));
      Dataset faceByFace =
          DatasetLoader.load(faces, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
      assertThat(faceByFace.personsKnown()).isFalse();
      double share = (double) faceByFace.smileCount() / faceByFace.size();
      for (long seed = 0; seed <= 20; seed++) {
        int[] heldOut = Split.byPerson(faceByFace, 0.25, seed).heldOut();
        double deviation = Math.sqrt(share * (1 - share) / heldOut.length);
        long smiles = IntStream.of(heldOut).filter(faceByFace::smile).count();
        assertThat(heldOut.length).isBetween(60, 140);
        assertThat((double) smiles / heldOut.length)
            .as("faces %d, seed %d", drawn, seed)
            .isBetween(share - 4 * deviation, share + 4 * deviation);
      }
    }
  }

  @Test
  void everyFaceIsHeldOutInExactlyOneFold() {
    int[] times = new int[400];
    for (int fold = 0; fold < 5; fold++) {
      for (int index : Split.fold(data, fold, 5).heldOut()) {
        assertThat(data.person(index) % 5).isEqualTo(fold);
        times[index]++;
      }
    }
    assertThat(times).containsOnly(1);
  }

  @Test
  void anInnerSplitHasOnlyFacesOfItsPart() {
    Split outer = Split.fold(data, 0, 5);
    Split inner = Split.byPerson(data, 0.3, 1).within(outer.training());
    assertThat(inner.training().length + inner.heldOut().length).isEqualTo(outer.training().length);
    assertThat(people(inner.heldOut())).doesNotContainAnyElementsOf(people(outer.heldOut()));
  }

  @Test
  void aPlainViewIsWhatTheDeviceSees() {
    Grid grid = new Grid(12, 10);
    int[] part = {5, 17, 399};
    DatasetSamples samples =
        new DatasetSamples(
            data, part, grid, Normalisation.CONTRAST, Optional.of(Augmentation.usual(1)));
    byte[] expected = new byte[120];
    byte[] inputs = new byte[130];
    Dataset.Reader frames = data.reader();
    for (int i = 0; i < part.length; i++) {
      new Preprocessor(data.format(part[i]), grid, Normalisation.CONTRAST)
          .apply(frames.frame(part[i]), expected);
      samples.reader().read(i, 0, inputs, 10);
      assertThat(java.util.Arrays.copyOfRange(inputs, 10, 130)).isEqualTo(expected);
      assertThat(samples.smile(i)).isEqualTo(data.smile(part[i]));
    }
  }

  @Test
  void anAugmentedViewDependsOnlyOnSampleAndIterationNotOnTheReader() {
    DatasetSamples samples =
        new DatasetSamples(
            data,
            new int[] {1, 2, 3},
            new Grid(16, 16),
            Normalisation.CONTRAST,
            Optional.of(Augmentation.usual(1)));
    Samples.Reader one = samples.reader();
    Samples.Reader other = samples.reader();
    byte[] first = new byte[256];
    byte[] again = new byte[256];
    one.read(2, 3, first, 0);
    other.read(0, 1, again, 0);
    other.read(2, 3, again, 0);
    assertThat(again).isEqualTo(first);
    other.read(2, 4, again, 0);
    assertThat(again).isNotEqualTo(first);
  }

  private static Set<Integer> people(int[] part) {
    return IntStream.of(part).mapToObj(data::person).collect(Collectors.toSet());
  }
}
