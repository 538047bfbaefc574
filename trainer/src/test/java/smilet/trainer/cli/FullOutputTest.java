package smilet.trainer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;

/** Every command whose standard output goes to a full disk, or to a program that has ended. */
@Timeout(300)
class FullOutputTest {
  @TempDir Path temp;

  @Test
  void everyCommandReportsAFullDiskAndNoneMissesAReaderThatHasEnded() throws Exception {
    assumeThat(Path.of("/dev/full")).exists();
    DrawnFaces.draw(temp.resolve("faces"), 24, 1, DatasetLoader.Progress.NONE);
    assertThat(
            Run.of("train", temp.resolve("faces"), "--out", temp.resolve("m"), "--iterations", "2")
                .exitCode())
        .isZero();
    assertThat(Run.of("keys", temp.resolve("mine")).exitCode()).isZero();
    drawTwoPeople();
    DrawnFaces.draw(temp.resolve("three"), 200, 1, DatasetLoader.Progress.NONE);
    Set<String> tried = new TreeSet<>();
    for (String command :
        List.of(
            "",
            "--help",
            "--version",
            "lesson --iterations 2",
            "faces drawn --count 2",
            "train faces --out n --iterations 2 --held-out 0",
            "train faces --from m --out tuned",
            "train finder faces --background faces --out f --iterations 1 --windows 16",
            "scenes faces scenes --background faces --count 2",
            "evaluate finder f scenes",
            "personal two --from m --own 2 --draws 1",
            "evaluate m faces",
            "models",
            "audit faces --folds 0 --out audit.html",
            "inspect --json m",
            "compare m faces",
            "crossvalidate faces --folds 2 --iterations 2",
            "search three --grid 8x8 --bytes 600 --budget 10 --folds 3",
            "report m faces --out page.html",
            "export m --c library",
            "flash m ./store",
            "fleet status ./store",
            "keys other",
            "sign m --key mine --out signed",
            "trust --key mine --list-version 1 --out list --trusted-key "
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")) {
      tried.add(command.split(" ", 2)[0]);
      assertThat(run(command, "> /dev/full")).as(command).isEqualTo(1);
      assertThat(Files.readString(temp.resolve("err")).lines().toList())
          .as(command)
          .contains("smilet: cannot write to standard output: no space left on device")
          .noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
    }
    tried.addAll(List.of("page", "collect", "teach")); // print after a device has answered
    assertThat(tried).containsAll(Smilet.commandLine().getSubcommands().keySet());
    assertThat(run("inspect m", "| true")).isZero();
    assertThat(Files.readString(temp.resolve("err"))).doesNotContain("smilet: ");
  }

  /** Faces of which the table says that they are of two people. */
  private void drawTwoPeople() throws IOException {
    Path two = temp.resolve("two");
    DrawnFaces.draw(two, 80, 1, DatasetLoader.Progress.NONE);
    Path table = two.resolve("labels.csv");
    String labels = Files.readString(table).replaceAll(",[0-4]\n", ",1\n");
    Files.writeString(table, labels.replaceAll(",[5-9]\n", ",2\n"));
  }

  private int run(String command, String output) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add("/bin/sh");
    words.add("-c");
    words.add("\"$@\" 2> err " + output);
    words.add("sh");
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "--add-modules=jdk.incubator.vector", "-cp"));
    words.add(System.getProperty("java.class.path"));
    words.add(Smilet.class.getName());
    if (!command.isEmpty()) {
      words.addAll(List.of(command.split(" ", -1)));
    }
    Process process =
        new ProcessBuilder(words).directory(temp.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exitCode = process.waitFor();
    assertThat(said).isEmpty();
    return exitCode;
  }
}
