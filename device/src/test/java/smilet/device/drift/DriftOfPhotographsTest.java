package smilet.device.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smilet.shared.drift.FamiliarRange;
import smilet.shared.drift.Trait;
import smilet.shared.drift.Traits;
import smilet.shared.fixed.Sigmoid;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Classifier;
import smilet.shared.model.Verdict;
import smilet.shared.picture.PictureFile;
import smilet.shared.ready.ReadyModel;
import smilet.shared.ready.ReadyModels;

/**
 * Drift on photographs: ../shared/data/smiles beside the checkout, or the folder in the system
 * property smilet.faces. If there are none, these tests are skipped visibly. The familiar range is
 * that of four fifths of the people; what is watched are the others.
 */
class DriftOfPhotographsTest {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final ReadyModel MODEL = ReadyModels.named("4k-48x48").orElseThrow();

  private static final List<Frame> known = new ArrayList<>();
  private static final List<Frame> unseen = new ArrayList<>();
  private static final Map<String, List<Frame>> byPerson = new TreeMap<>();
  private static FamiliarRange familiar;

  @BeforeAll
  static void load() throws IOException {
    Path faces =
        Path.of(System.getProperty("smilet.faces", "../../shared/data/smiles")).toAbsolutePath();
    assumeThat(Files.isDirectory(faces))
        .as("real faces are absent at %s; -Dsmilet.faces=FOLDER names them", faces)
        .isTrue();
    List<String> lines = Files.readAllLines(faces.resolve("labels.csv"));
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      if (Integer.parseInt(cells[2]) % 5 == 0) {
        Frame face = PictureFile.read(faces.resolve(cells[0]));
        unseen.add(face);
        byPerson.computeIfAbsent(cells[2], _ -> new ArrayList<>()).add(face);
      } else if (i % 2 == 0) { // half of them is enough
        known.add(PictureFile.read(faces.resolve(cells[0])));
      }
    }
    familiar = range(known);
  }

  /** The middle 95 % of each trait, as the trainer writes them. */
  private static FamiliarRange range(List<Frame> pictures) {
    Map<Trait, FamiliarRange.Range> ranges = new EnumMap<>(Trait.class);
    Classifier classifier = classifier();
    Traits traits = new Traits(MODEL.recipe().grid());
    for (Trait trait : Trait.values()) {
      int[] values = new int[pictures.size()];
      for (int i = 0; i < values.length; i++) {
        classifier.normalise(pictures.get(i));
        classifier.measure(traits);
        values[i] = traits.get(trait);
      }
      Arrays.sort(values);
      int outside = (int) (FamiliarRange.TAIL * values.length);
      ranges.put(
          trait, new FamiliarRange.Range(values[outside], values[values.length - 1 - outside]));
    }
    return new FamiliarRange(ranges, unsurePercent(pictures));
  }

  private static Classifier classifier() {
    return new Classifier(MODEL.file().model(), new FrameFormat(64, 64, 8));
  }

  private static boolean isUnsure(Classifier classifier, Frame picture) {
    int probabilityQ15 = Sigmoid.probabilityQ15(classifier.classify(picture));
    return MODEL.file().thresholds().verdict(probabilityQ15) == Verdict.UNSURE;
  }

  private static int unsurePercent(List<Frame> pictures) {
    Classifier classifier = classifier();
    long unsure = pictures.stream().limit(500).filter(one -> isUnsure(classifier, one)).count();
    return (int) (100 * unsure / 500);
  }

  /** What is noticed, by the simulated second at which it is. */
  private static Map<Integer, Drift> watch(
      List<Frame> pictures, int seconds, UnaryOperator<Frame> change) {
    Classifier classifier = classifier();
    List<Frame> changed = pictures.stream().map(change).toList();
    boolean[] unsure = new boolean[changed.size()];
    for (int i = 0; i < unsure.length; i++) {
      unsure[i] = isUnsure(classifier, changed.get(i));
    }
    DriftWatch watch = new DriftWatch();
    watch.use(MODEL.recipe().grid(), Optional.of(familiar));
    Map<Integer, Drift> noticed = new TreeMap<>();
    for (int second = 0; second < seconds; second++) {
      int i = second % unsure.length;
      classifier.normalise(changed.get(i));
      classifier.measure(watch.traits());
      if (watch.add(unsure[i], second * 1_000_000_000L) && watch.current() != null) {
        noticed.put(second, watch.current());
      }
    }
    return noticed;
  }

  private static Frame changed(Frame from, String change) {
    Frame to = new Frame(from.format());
    int side = from.format().width();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        to.pixels()[y * side + x] =
            (char)
                switch (change) {
                  case "half brightness" -> from.pixel(x, y) / 2;
                  case "left half covered" -> x < side / 2 ? 12 : from.pixel(x, y);
                  case "lower half covered" -> y < side / 2 ? from.pixel(x, y) : 90;
                  case "quarter turn" -> from.pixel(y, side - 1 - x);
                  case "quarter turn back" -> from.pixel(side - 1 - y, x);
                  case "glare" -> Math.min(255, from.pixel(x, y) * 8 / 5);
                  case "fog" -> 90 + from.pixel(x, y) / 4;
                  case "blur" -> blurred(from, x, y);
                  case "noise" ->
                      Math.clamp(from.pixel(x, y) + (x * 7919 + y * 104_729) % 61 - 30, 0, 255);
                  default -> throw new IllegalArgumentException(change);
                };
      }
    }
    return to;
  }

  /** The mean of 7x7 pixels. */
  private static int blurred(Frame from, int x, int y) {
    int side = from.format().width();
    int sum = 0;
    for (int dy = -3; dy <= 3; dy++) {
      for (int dx = -3; dx <= 3; dx++) {
        sum += from.pixel(Math.clamp(x + dx, 0, side - 1), Math.clamp(y + dy, 0, side - 1));
      }
    }
    return sum / 49;
  }

  @ParameterizedTest
  @CsvSource({
    "half brightness, DARKER",
    "left half covered, HALF_COVERED",
    "lower half covered, HALF_COVERED",
    "quarter turn, TURNED",
    "quarter turn back, TURNED",
    "blur, BLURRED",
    "noise, NOISY",
    "glare, BRIGHTER",
    "fog, FLAT",
  })
  void aChangeIsToldWithinMinutes(String change, Drift expected) {
    Collections.shuffle(unseen, new Random(1));
    Map<Integer, Drift> noticed = watch(unseen, 1800, frame -> changed(frame, change));
    System.out.printf(Locale.ROOT, "%s: %s%n", change, noticed);
    assertThat(noticed.values()).as("in 30 minutes").containsExactly(expected);
    assertThat(noticed.keySet()).allMatch(second -> second < 600, "in ten minutes");
  }

  @Test
  void peopleWhomTheModelHasNotSeenAreNoDriftInADay() {
    Collections.shuffle(unseen, new Random(2));
    assertThat(unseen).hasSizeGreaterThan(500);
    assertThat(watch(unseen, SECONDS_PER_DAY, UnaryOperator.identity())).isEmpty();
  }

  @Test
  void onePersonAloneForAQuarterOfAnHourIsNearlyNeverADrift() {
    byPerson.values().removeIf(pictures -> pictures.size() < 5);
    int alarms = 0;
    for (Map.Entry<String, List<Frame>> person : byPerson.entrySet()) {
      Map<Integer, Drift> noticed = watch(person.getValue(), 900, UnaryOperator.identity());
      if (!noticed.isEmpty()) {
        System.out.printf(Locale.ROOT, "person %s alone: %s%n", person.getKey(), noticed);
        alarms++;
      }
    }
    System.out.printf(Locale.ROOT, "%d of %d people alone%n", alarms, byPerson.size());
    assertThat(byPerson).hasSizeGreaterThan(50);
    assertThat(alarms).isLessThanOrEqualTo(byPerson.size() / 20);
  }
}
