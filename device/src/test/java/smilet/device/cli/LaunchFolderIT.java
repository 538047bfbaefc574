package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tomlj.Toml;

/** The program as users get it: the launcher with a real Java, modules and all. */
@Timeout(60)
class LaunchFolderIT {
  private static final Path LAUNCHER = Path.of("target/smilet-device/bin/smilet-device");

  @TempDir Path temp;

  @Test
  void everyJarHasItsLicenceAndIsInTheBillOfMaterials() throws Exception {
    Path folder = Path.of("target/smilet-device");
    assertThat(folder.resolve("LICENSE")).isNotEmptyFile();
    String notice = Files.readString(folder.resolve("NOTICE"));
    String bom = Files.readString(folder.resolve("sbom.cdx.json"));
    List<String> jars = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder.resolve("lib"), "*.jar")) {
      files.forEach(
          file -> jars.add(file.getFileName().toString().replaceFirst("-[0-9][0-9.]*\\.jar$", "")));
    }
    jars.removeAll(List.of("shared", "device"));
    assertThat(jars).isNotEmpty();
    for (String jar : jars) {
      assertThat(notice).contains("\n" + jar + " ");
      assertThat(bom).contains("\"" + jar + "\"");
    }
    long listed = notice.lines().filter(line -> line.matches("[A-Za-z0-9.-]+  +\\S.*")).count();
    assertThat(listed).as("nothing is listed that is not there").isEqualTo(jars.size());
  }

  @Test
  void versionIsOneLineAndThatOfTheBuild() throws Exception {
    assertThat(outputOf("--version"))
        .isEqualTo("smilet-device " + System.getProperty("version") + "\n");
  }

  @Test
  void theConfigurationIsAllThatStandsOnStandardOutput() throws Exception {
    assertThat(Toml.parse(outputOf("config")).hasErrors()).isFalse();
  }

  @Test
  void startsInAFolderThatWasDeleted() throws Exception {
    Path gone = Files.createDirectory(temp.resolve("gone"));
    String script =
        "cd '%s' && rmdir '%s' && exec '%s' --version 2>/dev/null"
            .formatted(gone, gone, LAUNCHER.toAbsolutePath());
    Process process = new ProcessBuilder("sh", "-c", script).start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("smilet-device ");
    assertThat(process.waitFor()).isZero();
  }

  private String outputOf(String command) throws IOException, InterruptedException {
    Path err = temp.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(err).isEmptyFile();
    return out;
  }
}
