package smilet.shared.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher's shell script with fake Javas that only print their own folder. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Path SCRIPT = Path.of("src/main/launcher/launch.sh");

  @TempDir private Path temp;
  private Path launcher;

  /** A PATH with the one tool that the launcher calls and without a real Java. */
  private Path tools;

  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void installLauncher() throws IOException {
    String script =
        Files.readString(SCRIPT)
            .replace("@launcher.name@", "smilet")
            .replace("@launcher.program@", "-p \"$home/lib\" -m some.module/some.Main")
            .replace("@launcher.jvm.options@", "-XX:+UseSerialGC")
            .replace("@launcher.learning.commands@", "\"train \"* | \"models rebuild\"")
            .replaceAll(" /(usr|opt|Library)/", " " + quoted("usual") + "/$1/");
    launcher = temp.resolve("with a space/bin/smilet");
    Files.createDirectories(launcher.getParent());
    writeProgram(launcher, script);
    tools = Files.createDirectories(temp.resolve("tools"));
    writeProgram(tools.resolve("readlink"), "#!/bin/sh\nexec /usr/bin/readlink \"$@\"\n");
  }

  @Test
  void takesJavaHomeFirst() throws Exception {
    Path chosen = java("home", "25.0.3");
    java("usual/usr/lib/jvm/other", "26");

    Run run = run(Map.of("JAVA_HOME", chosen.toString()), launcher);

    assertThat(run.out()).startsWith(chosen.toString()).contains("some.module/some.Main");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void passesOverAnOldJavaHome() throws Exception {
    Path old = java("home", "17.0.15");
    Path ancient = java("path", "1.8.0_402");
    Path chosen = java("usual/usr/lib/jvm/early", "26-ea");

    Run run =
        run(Map.of("JAVA_HOME", old.toString(), "PATH", tools + ":" + ancient + "/bin"), launcher);

    assertThat(run.out()).startsWith(chosen.toString());
  }

  @Test
  void takesTheJavaOnThePathThroughItsLink() throws Exception {
    Path chosen = java("real", "25");
    Path onPath = Files.createDirectories(temp.resolve("on path"));
    Files.createSymbolicLink(onPath.resolve("java"), chosen.resolve("bin/java"));

    Run run = run(Map.of("PATH", tools + ":" + onPath), launcher);

    assertThat(run.out()).startsWith(chosen.toString());
  }

  @Test
  void findsItsOwnFolderThroughLinksAndSpaces() throws Exception {
    Path chosen = java("home", "25");
    Path link = temp.resolve("link");
    Files.createSymbolicLink(link, Path.of("with a space/bin/smilet"));

    Run run = run(Map.of("JAVA_HOME", chosen.toString()), link);

    assertThat(run.out()).contains("|" + temp.toRealPath().resolve("with a space/lib") + "|");
  }

  @Test
  void passesArgumentsAndOptionsOn() throws Exception {
    Path chosen = java("home", "25");

    Run run =
        run(
            Map.of("JAVA_HOME", chosen.toString(), "SMILET_JAVA_OPTS", "-Xmx9m -Dx=y"),
            launcher,
            "train",
            "two words");

    assertThat(run.out())
        .contains("|-XX:+UseSerialGC|--add-modules=jdk.incubator.vector|-Xmx9m|-Dx=y|-p|")
        .endsWith("|-m|some.module/some.Main|train|two words|\n");
  }

  @Test
  void onlyCommandsThatLearnStartWithTheVectorApi() throws Exception {
    Map<String, String> environment = Map.of("JAVA_HOME", java("home", "25").toString());

    assertThat(run(environment, launcher, "train").out()).contains("|--add-modules=");
    assertThat(run(environment, launcher, "train", "evaluate").out()).contains("|--add-modules=");
    assertThat(run(environment, launcher, "models", "rebuild").out()).contains("|--add-modules=");
    assertThat(run(environment, launcher, "models").out()).doesNotContain("--add");
    assertThat(run(environment, launcher, "evaluate", "train").out()).doesNotContain("--add");
    assertThat(run(environment, launcher, "--version").out()).doesNotContain("--add");
    assertThat(run(environment, launcher).out()).doesNotContain("--add");
  }

  @Test
  void saysInOneLineThatThereIsNoJava() throws Exception {
    Path old = java("home", "24.0.2");

    Run run = run(Map.of("JAVA_HOME", old.toString()), launcher);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("smilet: no Java 25 or newer found; install one")
        .hasLineCount(1);
  }

  /** A fake Java that prints its home and its arguments, with a bar after each. */
  private Path java(String folder, String version) throws IOException {
    Path home = temp.resolve(folder);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    writeProgram(home.resolve("bin/java"), "#!/bin/sh\nprintf '%s|' '" + home + "' \"$@\"\necho\n");
    return home;
  }

  private String quoted(String folder) {
    return "\"" + temp.resolve(folder) + "\"";
  }

  private static void writeProgram(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Run run(Map<String, String> environment, Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    Path err = Files.createTempFile("launcher", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Run(process.waitFor(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }
}
