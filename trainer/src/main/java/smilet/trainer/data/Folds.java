package smilet.trainer.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Divides people into folds. If the data numbers its people, fold F holds those whose number
 * divided by the number of folds leaves the remainder F, as others do who publish figures. But
 * numbers and rows often have a pattern: smiles and other faces alternate, or numbers are multiples
 * of ten. If a fold would have less than half its share of smiles or of other faces, or if people
 * are not known, people are dealt out instead: first those with smiles and other faces, then those
 * with smiles only, then the others, in turn to one fold after the other.
 */
final class Folds {
  private Folds() {}

  /**
   * The fold of each face.
   *
   * @param folds 2 or more
   */
  static int[] of(Dataset data, int folds) {
    int[] byNumber = new int[data.size()];
    for (int i = 0; i < byNumber.length; i++) {
      byNumber[i] = Math.floorMod(data.person(i), folds);
    }
    return data.personsKnown() && isBalanced(data, byNumber, folds) ? byNumber : dealt(data, folds);
  }

  private static boolean isBalanced(Dataset data, int[] foldOf, int folds) {
    long[] smiles = new long[folds];
    long[] others = new long[folds];
    for (int i = 0; i < foldOf.length; i++) {
      (data.smile(i) ? smiles : others)[foldOf[i]]++;
    }
    int otherCount = data.size() - data.smileCount();
    for (int fold = 0; fold < folds; fold++) {
      if (2L * folds * smiles[fold] < data.smileCount() || 2L * folds * others[fold] < otherCount) {
        return false;
      }
    }
    return true;
  }

  /** A person's number, and which faces the data has of that person. */
  private record Person(int number, boolean smiles, boolean others) {
    Person with(Person same) {
      return new Person(number, smiles || same.smiles, others || same.others);
    }

    int turn() {
      return smiles && others ? 0 : smiles ? 1 : 2;
    }
  }

  private static int[] dealt(Dataset data, int folds) {
    Map<Integer, Person> people = new TreeMap<>();
    for (int i = 0; i < data.size(); i++) {
      people.merge(
          data.person(i),
          new Person(data.person(i), data.smile(i), !data.smile(i)),
          (known, same) -> known.with(same));
    }
    List<Person> inTurn = new ArrayList<>(people.values());
    inTurn.sort(Comparator.comparingInt(Person::turn)); // stable: by number within each kind
    Map<Integer, Integer> foldOf = new HashMap<>();
    for (int i = 0; i < inTurn.size(); i++) {
      foldOf.put(inTurn.get(i).number(), i % folds);
    }
    int[] numbers = new int[data.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = foldOf.get(data.person(i));
    }
    return numbers;
  }
}
