package smilet.trainer.finetune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import smilet.shared.file.ModelFile;
import smilet.shared.model.Model;
import smilet.trainer.data.Dataset;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.Predictions;

/**
 * Measures how much a few frames of one person help, on people of a data set who have many: some of
 * a person's frames are drawn to learn from, the model is judged on the person's others and on
 * other people.
 */
public final class PersonalStudy {
  /** Who takes part has at least so many frames of each kind. */
  public static final int LEAST_FRAMES = 10;

  /** So many frames of each kind are kept to judge on, whatever else. */
  private static final int LEAST_JUDGED = 3;

  /** Every so manieth face of other people is judged. */
  private static final int OTHERS_STEP = 5;

  /**
   * Means over people and draws.
   *
   * @param auc on the person's frames that were not learned from
   * @param balancedAccuracy on the same
   * @param othersAuc on other people
   */
  public record Figures(double auc, double balancedAccuracy, double othersAuc) {
    static Figures mean(List<Figures> all) {
      return new Figures(
          all.stream().mapToDouble(Figures::auc).average().orElseThrow(),
          all.stream().mapToDouble(Figures::balancedAccuracy).average().orElseThrow(),
          all.stream().mapToDouble(Figures::othersAuc).average().orElseThrow());
    }
  }

  /** Makes a model from some frames of the data. */
  public interface Teacher extends BiFunction<Dataset, int[], Model> {}

  private final Dataset data;
  private final Map<Integer, List<List<Integer>>> framesOf = new TreeMap<>();
  private final List<Integer> people = new ArrayList<>();

  /**
   * @param secondHalf whether the second half of the people is measured, or the first, on which
   *     everything was chosen
   */
  public PersonalStudy(Dataset data, boolean secondHalf) {
    this.data = data;
    for (int i = 0; i < data.size(); i++) {
      framesOf
          .computeIfAbsent(data.person(i), _ -> List.of(new ArrayList<>(), new ArrayList<>()))
          .get(data.smile(i) ? 1 : 0)
          .add(i);
    }
    List<Integer> all =
        framesOf.keySet().stream()
            .filter(p -> framesOf.get(p).stream().allMatch(kind -> kind.size() >= LEAST_FRAMES))
            .toList();
    people.addAll(
        secondHalf ? all.subList(all.size() / 2, all.size()) : all.subList(0, all.size() / 2));
  }

  /** Whether there are faces of other people to judge on, for whoever takes part. */
  public boolean hasOthers() {
    return people.stream().allMatch(person -> data.hasBothClasses(others(person)));
  }

  /** How many people take part. */
  public int people() {
    return people.size();
  }

  /** One draw of one person's frames. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Draw(int[] learned, int[] judged) {}

  /**
   * Measures.
   *
   * @param frames how many of each kind are learned from, if the person has enough
   * @param draws how often they are drawn
   */
  public Figures measure(int frames, int draws, Teacher teacher) {
    List<Figures> all = new ArrayList<>();
    for (int person : people) {
      for (int draw = 0; draw < draws; draw++) {
        Draw drawn = draw(person, frames, draw);
        all.add(figures(person, drawn, teacher.apply(data, drawn.learned())));
      }
    }
    return Figures.mean(all);
  }

  private Draw draw(int person, int frames, int draw) {
    SplittableRandom random = new SplittableRandom(1000L * person + draw);
    List<Integer> learned = new ArrayList<>();
    List<Integer> judged = new ArrayList<>();
    for (List<Integer> kind : framesOf.get(person)) {
      List<Integer> shuffled = new ArrayList<>(kind);
      Collections.shuffle(shuffled, random);
      int count = Math.min(frames, shuffled.size() - LEAST_JUDGED);
      learned.addAll(shuffled.subList(0, count));
      judged.addAll(shuffled.subList(count, shuffled.size()));
    }
    return new Draw(array(learned), array(judged));
  }

  private static int[] array(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private Figures figures(int person, Draw drawn, Model model) {
    Evaluation own = Evaluation.of(Predictions.of(model, data, drawn.judged()));
    return new Figures(
        own.auc(),
        own.balancedAccuracy(),
        Evaluation.of(Predictions.of(model, data, others(person))).auc());
  }

  private int[] others(int person) {
    return IntStream.range(0, data.size() / OTHERS_STEP)
        .map(i -> i * OTHERS_STEP)
        .filter(i -> data.person(i) != person)
        .toArray();
  }

  /** The base alone. */
  public static Teacher base(ModelFile base) {
    return (_, _) -> base.model();
  }

  /** Fine-tuning. */
  public static Teacher fineTuning(ModelFile base) {
    return (data, learned) ->
        new FineTuning(base, data.only(learned), Optional.empty())
            .tuned(IntStream.range(0, learned.length).toArray())
            .model();
  }
}
