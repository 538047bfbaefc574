package smilet.device.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.scene.Blobs;
import smilet.device.supply.BrightnessModel;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/** Every command whose standard output goes to a full disk, or to a program that has ended. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class FullOutputTest {
  @TempDir Path temp;

  @Test
  void everyCommandReportsAFullDiskAndNoneMissesAReaderThatHasEnded() throws Exception {
    Files.write(temp.resolve("m"), BrightnessModel.file(0).encode());
    Files.write(temp.resolve("f"), Blobs.finderFile().encode());
    ModelStore store = ModelStore.openOrCreate(temp.resolve("store"), TrustPolicy.ANYONE);
    store.install(BrightnessModel.file(1).encode());
    Set<String> tried = new TreeSet<>();
    for (String command :
        List.of(
            "",
            "--help",
            "config",
            "install m --store store",
            "rollback --store store",
            "status --store store",
            "status --store store --json",
            "trust --store store",
            "page --page-listen 8640",
            "captures list --store store",
            "selftest --model m",
            "setup --yes --config smilet.toml",
            "run --model m --frames 3",
            "run --model m --finder f --faces 2 --frames 3",
            "run --model m --frames 3 --mqtt-broker mqtt://127.0.0.1:1",
            "run --model m --seconds 20 --json")) {
      tried.add(command.split(" ", 2)[0]);
      assertThat(run(command, "> /dev/full")).as(command).isEqualTo(1);
      assertThat(Files.readString(temp.resolve("err")).lines().toList())
          .as(command)
          .contains("smilet-device: cannot write to standard output: no space left on device")
          .noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
    }
    tried.add("calibrate"); // prints after it has measured chips that this machine has not
    assertThat(tried).containsAll(SmiletDevice.commandLine().getSubcommands().keySet());
    assertThat(run("status --store store", "| true")).isZero();
    assertThat(Files.readString(temp.resolve("err"))).doesNotContain("smilet-device: ");
  }

  private int run(String command, String output) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" 2> err " + output, "sh"));
    String[] arguments = command.isEmpty() ? new String[0] : command.split(" ", -1);
    words.addAll(ChildProgram.commandLine(SmiletDevice.class, arguments));
    Process process =
        new ProcessBuilder(words).directory(temp.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exitCode = process.waitFor();
    assertThat(said).isEmpty();
    return exitCode;
  }
}
