package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program on a film: ffmpeg encodes what this test draws, plays it at its own speed into
 * the program's pipe, and the program finds and follows the faces, with the heap of its launcher.
 */
@Timeout(180)
final class FilmTest {
  private static final int LASTING_FRAMES = 4;

  @TempDir static Path folder;

  private static Path film;

  @BeforeAll
  static void encode() throws Exception {
    assumeTrue(isInstalled("ffmpeg"), "ffmpeg is not installed: apt-get install ffmpeg");
    film = folder.resolve("film.avi");
    Process ffmpeg =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "exec ffmpeg -loglevel error -f rawvideo -pix_fmt gray -s 320x240 -r 25 -i - -c:v"
                    + " mjpeg -q:v 2 "
                    + film)
            .redirectErrorStream(true)
            .start();
    new Film().write(ffmpeg.getOutputStream());
    String said = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(ffmpeg.waitFor()).as(said).isZero();
  }

  private static boolean isInstalled(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("/bin/sh", "-c", "command -v " + program)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static List<String> arguments(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("run", "--sensor", "pipe:320x240:grey8:-"));
    arguments.addAll(List.of("--faces", "2", "--fps", "50", "--frames-in-a-row", "2"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static String player() {
    return "ffmpeg -nostdin -loglevel error -re -i " + film + " -f rawvideo -pix_fmt gray -";
  }

  /** A command that waits until the device looks: on a slow computer its start takes seconds. */
  private static String whenReady(String command) {
    return "until grep -q 'finds up to' %s 2> /dev/null; do sleep 0.1; done; exec %s"
        .formatted(folder.resolve("err"), command);
  }

  @Test
  void everyFaceHasItsDecisionInJson() throws Exception {
    ProcessBuilder device =
        ChildProgram.of(SmiletDevice.class, arguments("--json").toArray(String[]::new))
            .redirectError(folder.resolve("err").toFile());
    Process program =
        ProcessBuilder.startPipeline(
                List.of(new ProcessBuilder("/bin/sh", "-c", whenReady(player())), device))
            .getLast();
    List<Moment> moments;
    try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
      moments = lasting(out.lines().filter(line -> line.startsWith("{\"frame\"")).toList());
    }
    assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("err")))
        .contains("finds up to 2 faces from 40 pixels; looks at the whole picture every ")
        .contains("standard input ended")
        .doesNotContain("bytes");
    assertThat(moments.stream().map(Moment::decisions))
        .as("decisions of the faces, the largest first")
        .containsSubsequence(
            List.of("not-smile"),
            List.of("smile"),
            List.of(),
            List.of("smile", "not-smile"),
            List.of());
    Moment coming = first(moments, List.of("not-smile"));
    Moment smiling = first(moments, List.of("smile"));
    assertThat(coming.ids).as("one face that grows").isEqualTo(smiling.ids);
    assertThat(smiling.side).isBetween(70, 110);
    assertThat(first(moments, List.of("smile", "not-smile")).ids)
        .doesNotContainAnyElementsOf(smiling.ids);
  }

  private static Moment first(List<Moment> moments, List<String> decisions) {
    return moments.stream().filter(m -> m.decisions.equals(decisions)).findFirst().orElseThrow();
  }

  @Test
  void theFacesAreDrawnOnATerminalOf80x24() throws Exception {
    assumeTrue(isInstalled("script"), "script is not installed: apt-get install bsdutils");
    String[] arguments = arguments().toArray(String[]::new);
    String command =
        ChildProgram.commandLine(SmiletDevice.class, arguments).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Process terminal =
        new ProcessBuilder(
                "script",
                "-qefc",
                "stty rows 24 cols 80; " + player() + " | " + command,
                "/dev/null")
            .redirectErrorStream(true)
            .start();
    String drawn = new String(terminal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    terminal.waitFor();
    String text = drawn.replaceAll("\033\\[[0-9;?]*[A-Za-z]", "");
    assertThat(text)
        .contains("sensor 320x240 8 bit, nobody, model", "  nobody", "1 face, model")
        .contains("2 faces, model", "LED ● on", "frames with faces, at most 2 in a frame")
        .containsPattern("  1  \\d\\d\\.\\d %  :-\\) smile")
        .containsPattern("  2   \\d\\.\\d %  :-\\( no smile");
    assertThat(drawn)
        .as("boxes with black numbers, green and blue")
        .contains("\033[38;5;16m\033[48;5;114m1", "\033[38;5;16m\033[48;5;110m2");
  }

  /** What did not change for some frames: the faces' decisions, the largest first, and numbers. */
  private record Moment(List<String> decisions, List<String> ids, int side) {}

  /** The moments that lasted for some frames, in order. */
  private static List<Moment> lasting(List<String> lines) throws IOException {
    List<Moment> lasting = new ArrayList<>();
    List<String> before = null;
    int frames = 0;
    for (String line : lines) {
      Moment moment = moment(line);
      frames = moment.decisions.equals(before) ? frames + 1 : 1;
      before = moment.decisions;
      if (frames == LASTING_FRAMES
          && (lasting.isEmpty() || !lasting.getLast().decisions.equals(before))) {
        lasting.add(moment);
      } else if (frames > LASTING_FRAMES && lasting.getLast().decisions.equals(before)) {
        lasting.set(lasting.size() - 1, moment);
      }
    }
    return lasting;
  }

  private static Moment moment(String line) throws IOException {
    List<String> decisions = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    int side = 0;
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      int depth = 0;
      for (JsonToken token; (token = parser.nextToken()) != null; ) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 3 && token.isScalarValue()) { // within a face
          switch (parser.currentName()) {
            case "decision" -> decisions.add(parser.getText());
            case "id" -> ids.add(parser.getText());
            case "side" -> side = Math.max(side, parser.getIntValue());
            default -> {}
          }
        }
      }
    }
    return new Moment(decisions, ids, side);
  }
}
