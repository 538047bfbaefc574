package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;

/** What is written and printed does not depend on the default locale and time zone. */
class LocaleTest {
  @TempDir static Path temp;
  private static final Locale USUAL = Locale.getDefault();
  private static final TimeZone USUAL_ZONE = TimeZone.getDefault();
  private static Map<String, String> expected;

  @BeforeAll
  static void writeWithoutALocale() throws IOException {
    Locale.setDefault(Locale.ROOT);
    DrawnFaces.draw(temp.resolve("faces"), 60, 1, DatasetLoader.Progress.NONE);
    expected = written(temp.resolve("root"));
  }

  @AfterEach
  void restore() {
    Locale.setDefault(USUAL);
    TimeZone.setDefault(USUAL_ZONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "de-DE",
        "tr-TR",
        "lt-LT",
        "fr-FR",
        "hi-IN-u-nu-deva",
        "ar-EG-u-nu-arab",
        "fa-IR-u-nu-arabext-ca-persian",
        "th-TH-u-nu-thai-ca-buddhist",
        "my-MM-u-nu-mymr"
      })
  void isTheSameInEveryLocale(String language) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(language));
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
    assertThat(written(temp.resolve(language))).isEqualTo(expected);
  }

  /** So that the test would notice: one of the locales does write other digits. */
  @Test
  @SuppressWarnings({"DefaultLocale", "AnnotateFormatMethod"})
  void localesDiffer() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    assertThat("%.1f".formatted(1.5)).isNotEqualTo("1.5");
    assertThat("I".toLowerCase(Locale.forLanguageTag("tr-TR"))).isNotEqualTo("i");
  }

  /** Everything that commands write and print, by the name of the file or the command. */
  private static Map<String, String> written(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path model = folder.resolve("m.smilet");
    Path faces = temp.resolve("faces");
    Map<String, String> written = new TreeMap<>();
    Object[][] commands = {
      {"faces", folder.resolve("drawn"), "--count", "9"},
      {"train", faces, "--out", model, "--iterations", "12", "--optimiser", "ADAMW"},
      {"inspect", model},
      {"inspect", "--json", model},
      {"evaluate", model, faces},
      {"evaluate", "--json", model, faces},
      {"report", model, faces, "--out", folder.resolve("page.html")},
      {"export", model, "--c", folder.resolve("c")},
      {"lesson", "--iterations", "3"},
    };
    for (Object[] command : commands) {
      Run run = Run.of(command);
      assertThat(run.exitCode()).as(run.err()).isZero();
      String printed = run.out().replace(folder.toString(), "FOLDER");
      written.put(command[0] + " " + command[1].equals("--json"), withoutCost(printed));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        written.put(folder.relativize(file).toString(), java.util.HexFormat.of().formatHex(bytes));
      }
    }
    return written;
  }

  /** What differs from run to run: the time that it took. */
  private static String withoutCost(String printed) {
    return printed.replaceAll("(?m)^cost: .*$", "").replaceAll("[0-9.]+ CPU s", "");
  }
}
