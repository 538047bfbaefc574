package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.ModelFile;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;

/** What can be tested only with a process: signals, and a full disk. */
@Timeout(value = 120)
class ChildProcessTest {
  @TempDir Path temp;

  @Test
  void controlCSavesTheBestModelSoFar() throws IOException, InterruptedException {
    assumeThat(Path.of("/bin/sh")).exists();
    Path faces = faces(200);
    Path out = temp.resolve("out.smilet");
    Process process =
        start("", "train", faces, "--out", out, "--iterations", "1000000", "--patience", "1000000");
    try (BufferedReader err =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      String line = err.readLine();
      while (line != null && !line.startsWith("training: ")) {
        line = err.readLine();
      }
      assertThat(line).as("the line that training has begun").isNotNull();
      String signal = interrupt();
      assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor())
          .isZero();
      String rest = String.join("\n", err.lines().toList());
      assertThat(process.waitFor()).as(rest).isEqualTo(signal.equals("INT") ? 130 : 143);
    }
    ModelFile file = ModelFile.read(out);
    assertThat(file.failingGoldenFrames()).isEmpty();
    assertThat(file.training()).containsEntry("stopped", "interrupted");
    assertThat(Integer.parseInt(file.training().get("iterations"))).isPositive();
  }

  @Test
  void controlCWritesTheReportAndPrintsTheWholeSummary() throws Exception {
    assumeThat(Path.of("/bin/sh")).exists();
    Path faces = faces(60);
    Path page = temp.resolve("page.html");
    for (String signal : List.of(interrupt(), "TERM")) {
      Files.deleteIfExists(page);
      Process process =
          start(
              "exec > " + temp.resolve("printed") + "; ",
              "train",
              faces,
              "--out",
              temp.resolve("out.smilet"),
              "--report",
              page,
              "--iterations",
              "1000000");
      interruptAt("training: ", signal, process);
      assertThat(page).content().contains("</html>");
      assertThat(Files.readAllLines(temp.resolve("printed")))
          .hasSize(5)
          .anyMatch(line -> line.startsWith("stopped: interrupted; kept iteration "))
          .anyMatch(line -> line.startsWith("cost: "))
          .anyMatch(line -> line.contains("sha256"))
          .endsWith(page.toString());
    }
  }

  @Test
  void controlCBeforeThereIsAModelSaysSo() throws Exception {
    assumeThat(Path.of("/bin/sh")).exists();
    Process process =
        start("", "train", faces(200), "--out", temp.resolve("out.smilet"), "--grid", "48x48");
    assertThat(interruptAt("200 faces", interrupt(), process))
        .contains("smilet: interrupted before the first iteration was done; nothing was saved");
    assertThat(temp.resolve("out.smilet")).doesNotExist();
  }

  @Test
  void controlCPrintsTheFoldsThatAreDone() throws Exception {
    assumeThat(Path.of("/bin/sh")).exists();
    Process process =
        start(
            "exec > " + temp.resolve("printed") + "; ",
            "crossvalidate",
            faces(200),
            "--folds",
            "5",
            "--iterations",
            "4000");
    interruptAt("fold 0: ", interrupt(), process);
    assertThat(temp.resolve("printed")).content().matches("mean of \\d+ of 5 folds: AUC .*\\R");
  }

  @Test
  void sigtermToFlashTakesItsSshAlong() throws Exception {
    assumeThat(Path.of("/bin/sh")).exists();
    Path model = temp.resolve("m.smilet");
    assertThat(Run.of("train", faces(40), "--out", model, "--iterations", "2").exitCode()).isZero();
    Path ssh = temp.resolve("ssh");
    Files.writeString(ssh, "#!/bin/sh\necho $$ > " + temp.resolve("pid") + "\nsleep 100\n");
    assertThat(ssh.toFile().setExecutable(true)).isTrue();
    Process process = start("", "flash", model, "pi@one", "--ssh", ssh);
    while (!Files.exists(temp.resolve("pid"))
        || !Files.readString(temp.resolve("pid")).endsWith("\n")) {
      Thread.sleep(20);
    }
    long pid = Long.parseLong(Files.readString(temp.resolve("pid")).strip());
    assertThat(new ProcessBuilder("kill", "" + process.pid()).start().waitFor()).isZero();
    assertThat(process.waitFor()).isEqualTo(143);
    // It was sent SIGKILL; the kernel may need a moment to end it.
    ProcessHandle.of(pid)
        .ifPresent(left -> assertThat(left.onExit()).succeedsWithin(Duration.ofSeconds(10)));
  }

  /**
   * The signal of Ctrl-C, or SIGTERM, which is handled alike: whoever is started in the background
   * by a shell ignores SIGINT, and so do its children.
   */
  private static String interrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "INT";
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        long ignored = Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16);
        return (ignored & 1 << 1) == 0 ? "INT" : "TERM";
      }
    }
    return "INT";
  }

  /** Sends a signal when a line begins as given; returns what the program says from then on. */
  private static String interruptAt(String beginning, String signal, Process process)
      throws IOException, InterruptedException {
    try (BufferedReader err =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      String line = err.readLine();
      while (line != null && !line.startsWith(beginning)) {
        line = err.readLine();
      }
      assertThat(line).as("the line " + beginning).isNotNull();
      assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor())
          .isZero();
      String rest = String.join("\n", err.lines().toList());
      assertThat(process.waitFor()).as(rest).isEqualTo(signal.equals("INT") ? 130 : 143);
      return rest;
    }
  }

  @Test
  void aFullDiskLeavesTheOldFileWhole() throws IOException, InterruptedException {
    assumeThat(Path.of("/bin/sh")).exists();
    Path faces = faces(40);
    Path out = temp.resolve("out.smilet");
    Files.writeString(out, "the old file");
    // No file may grow: for the program, this is a full disk.
    Process process = start("ulimit -f 0 && ", "train", faces, "--out", out, "--iterations", "3");
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isEqualTo(2);
    assertThat(err.lines().filter(line -> line.startsWith("smilet: ")).toList())
        .singleElement()
        .asString()
        .contains("cannot write " + out);
    assertThat(Files.readString(out)).isEqualTo("the old file");
    try (var files = Files.list(temp)) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  private Path faces(int count) throws IOException {
    Path faces = temp.resolve("faces");
    DrawnFaces.draw(faces, count, 1, DatasetLoader.Progress.NONE);
    return faces;
  }

  /** Starts the command line in another JVM, through a shell that first runs {@code before}. */
  private static Process start(String before, Object... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("/bin/sh");
    command.add("-c");
    command.add(before + "exec \"$@\"");
    command.add("sh");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:-UsePerfData");
    command.add("--add-modules=jdk.incubator.vector");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Smilet.class.getName());
    for (Object arg : args) {
      command.add(arg.toString());
    }
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    process.onExit().orTimeout(300, TimeUnit.SECONDS).exceptionally(late -> kill(process));
    return process;
  }

  private static Process kill(Process process) {
    process.destroyForcibly();
    return process;
  }
}
