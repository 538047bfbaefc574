package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomlj.Toml;
import picocli.CommandLine;
import smilet.device.systemd.Service;

/** The command as a user types it, with Pi4J's mocks and a service that only remembers. */
class SetupCommandTest {
  /** The public key of the first test vector of RFC 8032. */
  private static final String KEY =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  private static final String CONFIGURATION =
      """
      # mine
      board = "mock"
      sensor = "faces:5"
      led-gpio = 17 # the red one
      fps = 25
      trusted-key = ["%s"]
      """
          .formatted(KEY);

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private boolean starts = true;
  private Path config;

  private final class RememberingService implements Service {
    @Override
    public void pause() {
      calls.add("pause");
    }

    @Override
    public boolean restart() {
      calls.add("restart");
      return starts;
    }

    @Override
    public boolean permitFlashing(String user) {
      calls.add("permit " + user);
      return true;
    }
  }

  @BeforeEach
  void writeConfiguration() throws IOException {
    config = folder.resolve("smilet.toml");
    Files.writeString(config, CONFIGURATION);
    environment.put("SMILET_CONFIG", config.toString());
  }

  @Test
  void optionsAreTriedAndWrittenAndTheServiceIsRestarted() throws Exception {
    environment.put("SUDO_USER", "pi");
    assertThat(setup("", "--yes", "--sensor", "faces:7", "--led-gpio", "22", "--mirror"))
        .as(err + "" + out)
        .isZero();
    assertThat(out.toString())
        .contains("sensor  ok", "model   ok", "LED     ok", "written: " + config)
        .contains("pi may flash models");
    assertThat(Files.readString(config))
        .isEqualTo(
            """
            # mine
            board = "mock"
            sensor = "faces:7"
            led-gpio = 22
            fps = 25
            trusted-key = ["%s"]
            mirror = true
            pwm = "auto"
            """
                .formatted(KEY));
    assertThat(calls).containsExactly("pause", "permit pi", "restart");
  }

  @Test
  void whatIsNotGivenIsAskedAndEnterKeepsIt() throws Exception {
    assertThat(setup("\n\n\n")).as(err + "" + out).isZero();
    assertThat(out.toString()).contains("[faces:5]", "[17]", "[auto]");
    assertThat(Toml.parse(Files.readString(config)).getString("sensor")).isEqualTo("faces:5");
    out.getBuffer().setLength(0);
    assertThat(setup("faces:8\n18\nnone\n")).as(err + "" + out).isZero();
    assertThat(Files.readString(config))
        .contains("sensor = \"faces:8\"", "led-gpio = 18", "pwm = \"none\"", "# mine");
  }

  @Test
  void aFaultySensorIsAskedForAgain() throws Exception {
    // Pi4J's mocked SPI reads zeros, as a chip does whose data wire is low.
    String answers = "mcp3008\n2x2\n\nno-such\n\nfaces\n\n\n";
    assertThat(setup(answers, "--frozen-after", "1")).as(err + "" + out).isZero();
    assertThat(out.toString()).contains("sensor  FAULTY", "and the light", "no such sensor");
    assertThat(Files.readString(config)).contains("sensor = \"faces\"");
  }

  @Test
  void keysOfAnotherSensorBecomeComments() throws Exception {
    Files.writeString(config, "sensor = \"mcp3008\"\nmcp3008-grid = \"2x2\"\n");
    assertThat(setup("", "--yes", "--sensor", "faces")).as(err + "" + out).isZero();
    assertThat(Files.readString(config)).contains("# mcp3008-grid = \"2x2\"\n");
    assertThat(setup("", "--yes")).as("it can be read again: " + err).isZero();
  }

  @Test
  void aFaultyPartChangesNothing() throws Exception {
    assertThat(setup("", "--yes", "--sensor", "mcp3008", "--frozen-after", "1")).isEqualTo(1);
    assertThat(out.toString()).contains("sensor  FAULTY", "nothing was changed");
    assertThat(Files.readString(config)).isEqualTo(CONFIGURATION);
    assertThat(calls).containsExactly("pause");
  }

  @Test
  void theEndOfTheAnswersChangesNothing() throws Exception {
    assertThat(setup("faces\n")).isEqualTo(2);
    assertThat(err.toString()).contains("standard input ended").hasLineCount(1);
    assertThat(Files.readString(config)).isEqualTo(CONFIGURATION);
    assertThat(folder).isDirectoryContaining(config::equals);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void anotherFileIsWrittenWithoutTheService() throws Exception {
    Path other = folder.resolve("new.toml");
    assertThat(setup("", "--yes", "--config", other.toString())).as(err + "" + out).isZero();
    assertThat(Toml.parse(Files.readString(other)).getString("sensor")).isEqualTo("faces");
    assertThat(calls).isEmpty();
  }

  @Test
  void aServiceThatDoesNotStartIsReported() {
    starts = false;
    assertThat(setup("", "--yes")).isEqualTo(1);
    assertThat(out.toString())
        .contains("the service does not start; journalctl -u smilet says why");
  }

  @Test
  void withoutAFileToWriteItSaysWhatToDo() {
    environment.clear();
    assertThat(setup("", "--yes")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("smilet-device setup: name the configuration to write with --config FILE\n");
  }

  private int setup(String answers, String... options) {
    List<String> words = new ArrayList<>(List.of("setup"));
    words.addAll(List.of(options));
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)));
    try {
      CommandLine program =
          SmiletDevice.commandLine(new Parts())
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true));
      return SmiletDevice.execute(program, environment, words.toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }

  private final class Parts implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type == SetupCommand.class
          ? type.cast(new SetupCommand(environment, new RememberingService()))
          : CommandLine.defaultFactory().create(type);
    }
  }
}
