package smilet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds of faces whose rows or whose people's numbers have a pattern. */
class FoldsTest {
  private static final int FACES = 120;

  @TempDir Path temp;

  @Test
  void rowsInAnyPatternMakeFoldsWithTheSameShareOfSmiles() throws IOException {
    for (int period = 2; period <= 12; period++) {
      for (int smiles = 1; smiles < period; smiles++) {
        int first = smiles;
        int length = period;
        Dataset data = data(row -> row % length < first, null);
        for (int folds : new int[] {2, 3, 4, 5, 10}) {
          requireEven(data, folds, 1);
        }
      }
    }
  }

  @Test
  void numbersOfPeopleInAnyPatternMakeUsableFolds() throws IOException {
    for (int step : new int[] {1, 2, 5, 10, 100}) {
      // Two faces per person, one of each kind; and people who always or never smile, in turn.
      Dataset both = data(row -> row % 2 == 0, row -> row / 2 * step);
      Dataset one = data(row -> row / 2 % 2 == 0, row -> row / 2 * step);
      for (int folds : new int[] {2, 4, 5, 10}) {
        requireEven(both, folds, 2);
        requireEven(one, folds, 2);
        requireNobodyInTwoFolds(both, folds);
        requireNobodyInTwoFolds(one, folds);
      }
    }
  }

  @Test
  void numbersWithoutAPatternDecideAsTheyAlwaysDid() throws IOException {
    Dataset data = data(row -> row % 2 == 0, row -> row / 2);
    int[] foldOf = Folds.of(data, 5);
    for (int i = 0; i < FACES; i++) {
      assertThat(foldOf[i]).isEqualTo(data.person(i) % 5);
    }
  }

  /** Each fold has its share of smiles and of other faces, up to {@code slack} faces. */
  private static void requireEven(Dataset data, int folds, int slack) {
    int[] foldOf = Folds.of(data, folds);
    int[] smiles = new int[folds];
    int[] others = new int[folds];
    for (int i = 0; i < FACES; i++) {
      (data.smile(i) ? smiles : others)[foldOf[i]]++;
    }
    for (int fold = 0; fold < folds; fold++) {
      assertThat(Math.abs(smiles[fold] - (double) data.smileCount() / folds))
          .isLessThanOrEqualTo(slack);
      assertThat(Math.abs(others[fold] - (double) (FACES - data.smileCount()) / folds))
          .isLessThanOrEqualTo(slack);
    }
  }

  private static void requireNobodyInTwoFolds(Dataset data, int folds) {
    int[] foldOf = Folds.of(data, folds);
    Map<Integer, Integer> known = new HashMap<>();
    for (int i = 0; i < FACES; i++) {
      Integer before = known.put(data.person(i), foldOf[i]);
      assertThat(before == null || before == foldOf[i]).isTrue();
    }
  }

  private Dataset data(IntPredicate smile, IntUnaryOperator person) throws IOException {
    StringBuilder rows = new StringBuilder(person == null ? "" : "label,person,1,2,3,4\n");
    for (int row = 0; row < FACES; row++) {
      rows.append(smile.test(row) ? "smile," : "not-smile,");
      rows.append(person == null ? "" : person.applyAsInt(row) + ",");
      rows.append(row).append(",1,2,3\n");
    }
    Path table = Files.writeString(temp.resolve("rows.csv"), rows);
    return DatasetLoader.load(table, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
  }
}
