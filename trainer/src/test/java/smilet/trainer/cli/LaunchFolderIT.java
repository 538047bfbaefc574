package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as users get it: the launcher with a real Java, modules and all. */
@Timeout(300)
class LaunchFolderIT {
  private static final Path LAUNCHER = Path.of("target/smilet/bin/smilet").toAbsolutePath();

  @TempDir Path temp;

  @Test
  void everyJarHasItsLicenceAndIsInTheBillOfMaterials() throws Exception {
    Path folder = Path.of("target/smilet");
    assertThat(folder.resolve("LICENSE")).isNotEmptyFile();
    String notice = Files.readString(folder.resolve("NOTICE"));
    String bom = Files.readString(folder.resolve("sbom.cdx.json"));
    List<String> jars = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder.resolve("lib"), "*.jar")) {
      files.forEach(
          file -> jars.add(file.getFileName().toString().replaceFirst("-[0-9][0-9.]*\\.jar$", "")));
    }
    jars.removeAll(List.of("shared", "trainer"));
    assertThat(jars)
        .isNotEmpty()
        .as("only the module for clusters needs Spark")
        .noneMatch(jar -> jar.matches("cluster|(spark|scala|hadoop).*"));
    for (String jar : jars) {
      assertThat(notice).contains("\n" + jar + " ");
      assertThat(bom).contains("\"" + jar + "\"");
    }
    long listed = notice.lines().filter(line -> line.matches("[A-Za-z0-9-]+  +\\S.*")).count();
    assertThat(listed).as("nothing is listed that is not there").isEqualTo(jars.size());
  }

  @Test
  void versionIsOneLineAndThatOfTheBuild() throws Exception {
    Run run = run("", "--version");

    assertThat(run).isEqualTo(new Run(0, "smilet " + System.getProperty("version") + "\n", ""));
  }

  @Test
  void trainingUsesTheVectorApiAndKeepsStandardOutputPure() throws Exception {
    Path loaded = temp.resolve("loaded");
    assertThat(run("", "faces", "drawn", "--count", "40").exitCode()).isZero();
    Run trained =
        run(
            "-Xlog:class+load:file=" + loaded,
            "train",
            "drawn",
            "--grid",
            "16x16",
            "--network",
            "8",
            "--iterations",
            "2",
            "--out",
            "model.smilet");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.out()).doesNotContain("WARNING");
    assertThat(Files.readString(loaded))
        .contains(
            "smilet.trainer.network.WeightGradientKernel ", " jdk.incubator.vector.FloatVector ");

    Run evaluated = run("", "evaluate", "model.smilet", "drawn", "--json");
    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    assertThat(evaluated.err()).doesNotContain("WARNING");

    Run inspected = run("", "inspect", "model.smilet", "--json");
    assertThat(inspected.err()).isEmpty();
    JsonNode model = new ObjectMapper().readTree(inspected.out());
    assertThat(model.isObject()).isTrue();
    assertThat(inspected.out()).hasLineCount(1);
  }

  private Run run(String javaOptions, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    Path err = temp.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SMILET_JAVA_OPTS", javaOptions);
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, Files.readString(err));
  }
}
