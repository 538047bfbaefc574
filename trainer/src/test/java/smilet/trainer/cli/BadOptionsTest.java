package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;

/**
 * Every option of every command that can have a wrong value, with wrong values: exit code 2 and one
 * line that names the option, before any work is done. A wrong value must never be reported as a
 * mistake in Smilet.
 */
class BadOptionsTest {
  private static final String KIND = "--for= , " + "x".repeat(65);
  private static final String CROP = "--crop=49, 301, x";

  private static final String KEY =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  private static final String ZERO = "0".repeat(64);

  /** Options of training and of data, which several commands share. */
  private static final List<String> TRAINING =
      List.of(
          "--grid=12, 0x12, 129x12, axb, 12x12x12, -1x3",
          "--network=8-x, 0, 257, 8k4, 8k13, 8s5, 8s0, -, 256-256-256-256-256, 256s1-256s1, "
              + "256k1s4-256k3s1",
          "--normalisation=some",
          "--seed=x, 1.5, 9223372036854775808",
          "--held-out=1, -0.1, NaN, x",
          "--iterations=0, -1, x, 2147483648",
          "--until-error=0, -1, NaN, x",
          "--patience=0, -5, x",
          "--time=0, -1, NaN, 1e300, 1e-9, x",
          "--optimiser=guess",
          "--learning-rate=0, -0.1, NaN, Infinity, x",
          "--momentum=1, -0.1, NaN, x",
          "--weight-decay=-1, NaN, Infinity, x",
          "--batch=0, -1, 1.5, x",
          "--smile-weight=0, -1, NaN, Infinity, x",
          "--weight-bits=1, 9, -1, x",
          "--decide=never, precision=0, precision=2, precision=NaN, precision=x",
          "--threads=0, -1, 1000000000, x",
          "--with-rendered=0, -1, 2000000, x, 10");

  private static final List<String> DATA =
      List.of(
          "--smile-name= ",
          "--other-name= , smile",
          "--full-scale=0, -1, NaN, 65536, Infinity, x",
          "--rows=3, 0x3, axb");

  /** The module for clusters is not there. */
  private static final List<String> CLUSTER =
      List.of("--cluster=, x, spark://host, spark://host:7077", "--cluster-wait=0, -1, 86401, x");

  private static final List<String> SSH =
      List.of("--ssh= ", "--remote-command= ", "--timeout=0, -1, x, 3000000000");

  /** Options for which any text, or any path, is a value; what is wrong shows when it is used. */
  private static final Set<String> FREE =
      Set.of(
          "--out",
          "--dir",
          "--from",
          "--with",
          "--report",
          "--hosts",
          "--key",
          "--c",
          "--by",
          "--corrections",
          "--second",
          "--head-model",
          "--background",
          "--boxes",
          "--model");

  @TempDir static Path temp;

  private static Path faces;
  private static Path model;
  private static Path finder;

  /** A command with the arguments that it needs, and its options with wrong values. */
  private record Command(String name, List<Object> arguments, List<String> wrong) {}

  record Wrong(Command command, String option, String value) {
    @Override
    public String toString() {
      return command.name + " " + option + "=" + value;
    }
  }

  @BeforeAll
  static void drawAndTrain() throws Exception {
    prepare();
    DrawnFaces.draw(faces, 16, 1, DatasetLoader.Progress.NONE);
    assertThat(Run.of("train", faces, "--out", model, "--iterations", "2").exitCode()).isZero();
    assertThat(
            Run.of(
                    "train",
                    "finder",
                    faces,
                    "--background",
                    faces,
                    "--out",
                    finder,
                    "--iterations",
                    "1",
                    "--windows",
                    "16")
                .exitCode())
        .isZero();
    assertThat(Run.of("keys", temp.resolve("mine")).exitCode()).isZero();
  }

  private static void prepare() {
    faces = temp.resolve("faces");
    model = temp.resolve("model.smilet");
    finder = temp.resolve("finder.smilet");
  }

  private static List<Command> commands() {
    prepare();
    Path out = temp.resolve("out");
    return List.of(
        new Command("lesson", List.of(), List.of("--iterations=0, -1, x")),
        new Command("faces", List.of(out), List.of("--count=0, -1, x", "--seed=x")),
        new Command(
            "faces rendered",
            List.of(out, "--head-model", faces),
            List.of("--for=x", "--count=0, -1, x", "--seed=x", "--size=15, 257, x")),
        new Command(
            "train", List.of(faces, "--out", out), both(List.of(KIND, CROP), both(TRAINING, DATA))),
        new Command(
            "train finder",
            List.of(faces, "--background", faces, "--out", out),
            both(
                List.of(
                    "--size=, 5k, 4K",
                    "--iterations=0, -1, x, 1000000",
                    "--windows=0, -1, x, 2000000",
                    "--seed=x, 1.5",
                    "--threads=0, -1, 1000000000, x"),
                DATA)),
        new Command(
            "scenes",
            List.of(faces, out, "--background", faces),
            both(
                List.of(
                    "--kind=, hall",
                    "--count=0, -1, x, 1000000",
                    "--people=0, -1, 2, NaN, x",
                    "--seed=x"),
                DATA)),
        new Command("evaluate", List.of(model, faces), DATA),
        new Command("evaluate finder", List.of(finder, faces), List.of("--smallest=0, 23, 500, x")),
        new Command("models", List.of(), List.of()),
        new Command(
            "audit",
            List.of(faces, "--out", out),
            both(List.of("--folds=1, -1, x, 2000", "--most=0, -1, x, 20000"), DATA)),
        new Command("inspect", List.of(model), List.of()),
        new Command("compare", List.of(model, faces), DATA),
        new Command(
            "crossvalidate",
            List.of(faces),
            both(List.of("--folds=1, 0, -1, x, 2000000000"), both(CLUSTER, both(TRAINING, DATA)))),
        new Command(
            "search",
            List.of(faces, "--grid", "8x8", "--bytes", "900", "--out", out),
            both(
                List.of(
                    "--grid=12, 0x12, 129x12, axb",
                    "--bytes=0, -1, 299, 1048577, x",
                    "--budget=0, 9, 100001, x",
                    "--folds=2, 0, -1, x, 2000000000",
                    "--seed=x, 1.5",
                    "--threads=0, -1, 1000000000, x"),
                both(CLUSTER, DATA))),
        new Command("report", List.of(model, faces, "--out", out), DATA),
        new Command("export", List.of(model, "--c", out), List.of("--prefix=, 1a, a-b")),
        new Command(
            "flash",
            List.of(model, out),
            both(
                SSH,
                List.of("--retries=-1, 100, x", "--canary=0, -1, 1, x", "--wait=, 10, 10d, x"))),
        new Command("fleet", List.of(), List.of()),
        new Command("fleet status", List.of(out), SSH),
        new Command("page", List.of("pi@host"), SSH),
        new Command("collect", List.of("pi@host", out), SSH),
        new Command("teach", List.of("pi@host", "--dir", out), SSH),
        new Command(
            "personal", List.of(faces), both(List.of("--own=0, -1, x", "--draws=0, -1, x"), DATA)),
        new Command("keys", List.of(out), List.of()),
        new Command(
            "sign",
            List.of(model, "--key", temp.resolve("mine"), "--out", out),
            List.of(
                "--at=yesterday, 2026-02-31T12:00:00Z",
                "--model-version=0, -1, x, 1000000001",
                KIND,
                CROP)),
        new Command(
            "trust",
            List.of(
                "--key",
                temp.resolve("mine"),
                "--list-version",
                "1",
                "--trusted-key",
                KEY,
                "--out",
                out),
            List.of(
                "--list-version=0, -1, x, 1000000001",
                "--trusted-key=abc",
                "--list-key=abc, " + ZERO)));
  }

  private static List<String> both(List<String> some, List<String> others) {
    return Stream.of(some, others).flatMap(Collection::stream).toList();
  }

  static List<Wrong> wrongs() {
    List<Wrong> wrongs = new ArrayList<>();
    for (Command command : commands()) {
      for (String line : command.wrong) {
        int equals = line.indexOf('=');
        for (String value : line.substring(equals + 1).split(", ", -1)) {
          wrongs.add(new Wrong(command, line.substring(0, equals), value));
        }
      }
    }
    return wrongs;
  }

  @ParameterizedTest
  @MethodSource("wrongs")
  void isRefusedInOneLineThatNamesTheOption(Wrong wrong) {
    List<Object> words = new ArrayList<>();
    words.addAll(List.of(wrong.command.name.split(" ", -1)));
    words.addAll(wrong.command.arguments);
    words.add(wrong.option + "=" + wrong.value);
    Run run = Run.of(words.toArray());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).startsWith("smilet: ").contains(wrong.option);
    assertThat(run.err()).doesNotContain("mistake in Smilet", "Exception", "No enum constant");
    assertThat(run.err())
        .doesNotContainPattern("\\bPT\\d|Input length|java\\.|is not an? (int|long|double)\\b");
    assertThat(run.out()).isEmpty();
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @Test
  void aTargetThatIsNoneIsNamed() {
    for (String target : List.of(" ", "-oProxyCommand=x@host", "a b@host")) {
      Run run = Run.of("flash", model, "--", target);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).hasLineCount(1).contains("TARGET");
    }
    assertThat(Run.of("flash", model).err()).hasLineCount(1).contains("TARGET", "--hosts");
  }

  @Test
  void aNameThatNamesNoFileIsRefused() {
    Run keys = Run.of("keys", "/");
    assertThat(keys.exitCode()).isEqualTo(2);
    assertThat(keys.err()).hasLineCount(1).contains("NAME");
    Run sign = Run.of("sign", model, "--key", "/");
    assertThat(sign.exitCode()).isEqualTo(2);
    assertThat(sign.err()).hasLineCount(1).contains("--key");
  }

  /** So that a new option cannot be forgotten here. */
  @Test
  void everyOptionOfEveryCommandIsInTheTable() {
    CommandLine program = Smilet.commandLine();
    Set<String> named = new HashSet<>();
    Set<String> nested =
        Set.of("faces rendered", "train finder", "evaluate finder", "fleet status");
    for (Command command : commands()) {
      named.add(command.name);
      Set<String> tried = new HashSet<>();
      command.wrong.forEach(line -> tried.add(line.substring(0, line.indexOf('='))));
      CommandLine.Model.CommandSpec spec = spec(program, command.name);
      for (OptionSpec option : spec.options()) {
        if (option.arity().max() > 0 && !FREE.contains(option.longestName())) {
          assertThat(tried).as(command.name).contains(option.longestName());
        }
      }
    }
    assertThat(named).containsAll(nested);
    named.removeAll(nested);
    assertThat(named).isEqualTo(program.getSubcommands().keySet());
  }

  private static CommandLine.Model.CommandSpec spec(CommandLine program, String words) {
    CommandLine command = program;
    for (String word : words.split(" ", -1)) {
      command = command.getSubcommands().get(word);
    }
    return command.getCommandSpec();
  }
}
