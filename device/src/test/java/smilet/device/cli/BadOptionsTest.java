package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/**
 * Every option of every command that can have a wrong value, with wrong values: exit code 2 and one
 * line that names the option. A wrong value must never be reported as a mistake in Smilet.
 */
class BadOptionsTest {
  private static final List<String> BOARD =
      List.of(
          "--board=toaster",
          "--led-gpio=-1; 28; x",
          "--pwm=bright; -1; 4294967295; 1.5",
          "--config=/no/such/file");

  private static final List<String> MCP3008 =
      List.of(
          "--mcp3008-grid=3x3; 4; axb",
          "--mcp3008-channels=1,1,2,3; 99; x; 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,16");

  private static final List<String> SENSOR =
      both(
          MCP3008,
          List.of(
              "--sensor=camera; faces:x; pipe:; pipe:64x64:grey8; pipe:0x4:grey8:-; pipe:4x4:rgb:-",
              "--rotate=45; -90; 360; x",
              "--crop=40x40; 99x99+0+0; 0x3+1+1; x",
              "--adns3080-select=-1; 28; x",
              "--adns3080-reset=-1; 28; x",
              "--frozen-after=-1; x; 3000000000",
              "--first-frame-within=0; -1; x; 3601",
              "--next-frame-within=0; -1; x; 3601"));

  private static final String NO_KEY =
      "abc; zz; 0000000000000000000000000000000000000000000000000000000000000000";

  private static final List<String> TRUST =
      List.of("--trusted-key=" + NO_KEY, "--list-key=" + NO_KEY, "--for= ; " + "x".repeat(65));

  /** Options for which any text, or any path, is a value; what is wrong shows when it is used. */
  private static final Set<String> FREE =
      Set.of("--model", "--finder", "--out", "--store", "--calibration", "--list", "--page-hosts");

  @TempDir static Path temp;

  /** A command with the arguments that it needs, and its options with wrong values. */
  record Command(String name, List<String> arguments, List<String> wrong) {}

  record Wrong(Command command, String option, String value) {
    @Override
    public String toString() {
      return command.name + " " + option + "=" + value;
    }
  }

  private static List<Command> commands() {
    String store = temp.resolve("store").toString();
    List<String> onStore = both(TRUST, List.of("--config=/no/such/file"));
    List<String> waiting = both(onStore, List.of("--wait=-1; x; 3000000000"));
    return List.of(
        new Command(
            "run",
            List.of("--model", "none.smilet"),
            all(
                List.of(
                    BOARD,
                    SENSOR,
                    TRUST,
                    List.of(
                        "--faces=0; 9; x",
                        "--smallest-face=0; -1; x",
                        "--page-listen=x; 70000; host:80; 1.2.3.4",
                        "--mqtt-broker=x; mqtt://; http://h; mqtt://u:secret@h; mqtt://h:0; mqtt://h/t; x:y",
                        "--mqtt-user= ; x",
                        "--mqtt-password-file=/no/such/file",
                        "--mqtt-ca=/no/such/file",
                        "--mqtt-prefix=/; a b; #; +/x; ",
                        "--mqtt-discovery-prefix=/; a b; #; +/x; ",
                        "--mqtt-id=a/b; a b; \u00e4; ",
                        "--mqtt-commands=install; PAUSE; pause,x; pause",
                        "--smile-button=-1; 28; x",
                        "--other-button=-1; 28; x",
                        "--fps=0; 1001; fast",
                        "--frames-in-a-row=0; 1001; x",
                        "--frames=0; -1; x",
                        "--seconds=0; -1; x")))),
        new Command(
            "selftest",
            List.of("--model", "none.smilet"),
            all(
                List.of(
                    BOARD, SENSOR, TRUST, List.of("--faces=0; 9; x", "--smallest-face=0; -1; x")))),
        new Command(
            "setup",
            List.of("--yes", "--model", "none.smilet"),
            all(List.of(BOARD, SENSOR, TRUST))),
        new Command("calibrate", List.of("--out", "none.toml"), both(BOARD, SENSOR)),
        new Command(
            "install",
            List.of("none.smilet", "--store", store),
            both(waiting, List.of("--sensor-grid=3; 0x3; axb"))),
        new Command("status", List.of("--store", store), onStore),
        new Command("rollback", List.of("--store", store), waiting),
        new Command("trust", List.of("--store", store), onStore),
        new Command(
            "page",
            List.of("--store", store),
            List.of("--page-listen=x; 70000; host:80; 1.2.3.4", "--config=/no/such/file")),
        new Command("captures", List.of(), List.of()), // its subcommands have only --store
        new Command("config", List.of(), List.of()));
  }

  private static List<String> both(List<String> some, List<String> others) {
    return all(List.of(some, others));
  }

  private static List<String> all(List<List<String>> lists) {
    return lists.stream().flatMap(Collection::stream).toList();
  }

  static List<Wrong> wrongs() {
    List<Wrong> wrongs = new ArrayList<>();
    for (Command command : commands()) {
      for (String line : command.wrong) {
        int equals = line.indexOf('=');
        for (String value : line.substring(equals + 1).split("; ", -1)) {
          wrongs.add(new Wrong(command, line.substring(0, equals), value));
        }
      }
    }
    return wrongs;
  }

  @ParameterizedTest
  @MethodSource("wrongs")
  void isRefusedInOneLineThatNamesTheOption(Wrong wrong) throws Exception {
    ModelStore.openOrCreate(temp.resolve("store"), TrustPolicy.ANYONE);
    List<String> words = new ArrayList<>();
    words.add(wrong.command.name);
    words.addAll(wrong.command.arguments);
    words.add(wrong.option + "=" + wrong.value);
    StringWriter err = new StringWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    int exitCode;
    try {
      CommandLine program = SmiletDevice.commandLine().setErr(new PrintWriter(err, true));
      exitCode = SmiletDevice.execute(program, words.toArray(String[]::new));
    } finally {
      System.setOut(before);
    }
    // install answers in JSON on standard output, whatever happens once it has begun
    String said = err.toString() + out.toString(StandardCharsets.UTF_8);
    assertThat(exitCode).as(said).isEqualTo(2);
    String name = wrong.option.equals("--config") ? wrong.value : wrong.option;
    assertThat(said).hasLineCount(1).contains(name);
    assertThat(said).doesNotContain("mistake in Smilet", "Exception", "No enum constant");
    assertThat(said)
        .doesNotContainPattern("\\bPT\\d|Input length|java\\.|is not an? (int|long|double)\\b");
  }

  /** So that a new option cannot be forgotten here. */
  @Test
  void everyOptionOfEveryCommandIsInTheTable() {
    CommandLine program = SmiletDevice.commandLine();
    Set<String> named = new HashSet<>();
    for (Command command : commands()) {
      named.add(command.name);
      Set<String> tried = new HashSet<>();
      command.wrong.forEach(line -> tried.add(line.substring(0, line.indexOf('='))));
      CommandLine.Model.CommandSpec spec =
          program.getSubcommands().get(command.name).getCommandSpec();
      for (OptionSpec option : spec.options()) {
        if (option.arity().max() > 0 && !FREE.contains(option.longestName())) {
          assertThat(tried).as(command.name).contains(option.longestName());
        }
      }
    }
    assertThat(named).isEqualTo(program.getSubcommands().keySet());
  }
}
