package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SIGINT, which Ctrl-C sends, to {@code smilet-device setup} in a process of its own: while it asks
 * each of its questions, and while it tries a sensor.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class InterruptedSetupTest {
  private static final String CONFIGURATION = "sensor = \"faces:5\"\nled-gpio = 17 # mine\n";

  /** The exit code after SIGINT, 128 + 2. */
  private static final int INTERRUPTED = 130;

  @TempDir Path folder;
  @TempDir Path tools;

  private Path config;
  private Process setup;

  @BeforeEach
  void writeConfiguration() throws IOException {
    config = folder.resolve("smilet.toml");
    Files.writeString(config, CONFIGURATION);
    Path systemctl = tools.resolve("systemctl");
    Files.writeString(systemctl, "#!/bin/sh\necho $* >>%s\n".formatted(calls()));
    assertThat(systemctl.toFile().setExecutable(true)).isTrue();
  }

  /** What setup asked systemd to do, one call per line. */
  private Path calls() {
    return tools.resolve("calls");
  }

  @AfterEach
  void end() {
    setup.destroyForcibly();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whileItAsksEverythingStaysAsItWas(int question) throws Exception {
    start();
    for (int asked = 1; asked < question; asked++) {
      readUntil("] ");
      setup.getOutputStream().write('\n');
      setup.getOutputStream().flush();
    }
    readUntil("] ");
    interrupt();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--yes"})
  void whileItTriesASensorEverythingStaysAsItWas(String option) throws Exception {
    Path opened = folder.resolve("opened");
    // As any camera, it ends when it writes and nobody reads any more.
    String camera = "touch " + opened + "; while sleep .2; do printf x; done";
    start("--sensor", "pipe:4x4:grey8:" + camera, option);
    while (!Files.exists(opened)) {
      Thread.sleep(5);
    }
    Files.delete(opened);
    interrupt();
  }

  private void start(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("setup"));
    Stream.of(options).filter(option -> !option.isEmpty()).forEach(arguments::add);
    ProcessBuilder program = ChildProgram.of(SmiletDevice.class, arguments.toArray(String[]::new));
    // A background job of a shell ignores SIGINT, and so would its children.
    program.command().addAll(0, List.of("env", "--default-signal=INT"));
    program.environment().put(ConfigFile.VARIABLE, config.toString());
    program.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    setup = program.redirectErrorStream(true).start();
  }

  private void readUntil(String end) throws IOException {
    InputStream out = setup.getInputStream();
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end, Math.max(0, text.length() - end.length())) < 0) {
      int next = out.read();
      assertThat(next).as("it ended after: " + text).isNotNegative();
      text.append((char) next);
    }
  }

  private void interrupt() throws Exception {
    List<ProcessHandle> children = setup.descendants().toList();
    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(setup.pid())).start().waitFor())
        .isZero();
    assertThat(setup.waitFor()).isEqualTo(INTERRUPTED);
    for (ProcessHandle child : children) {
      child.onExit().get();
    }
    assertThat(Files.readString(config, StandardCharsets.UTF_8)).isEqualTo(CONFIGURATION);
    assertThat(folder.toFile().list()).containsExactly("smilet.toml");
    assertThat(calls())
        .hasContent(
            """
            --quiet is-active smilet.service
            stop smilet.service
            --no-block start smilet.service
            """);
  }
}
