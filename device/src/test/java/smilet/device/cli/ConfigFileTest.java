package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import smilet.device.sensor.choice.SensorKind;

/** Tests through the real command line; a run without its model file ends early. */
final class ConfigFileTest {
  @TempDir Path folder;

  private String outcome(String config, String... more) throws IOException {
    Path file = folder.resolve("smilet.toml");
    Files.writeString(file, config);
    String[] args = new String[3 + more.length];
    args[0] = "run";
    args[1] = "--config";
    args[2] = file.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    StringWriter errors = new StringWriter();
    CommandLine command = SmiletDevice.commandLine().setErr(new PrintWriter(errors, true));
    int exitCode = SmiletDevice.execute(command, args);
    assertThat(exitCode).isEqualTo(2);
    return errors.toString().replace(file.toString(), "smilet.toml").strip();
  }

  @Test
  void aKeyStandsForItsOption() throws IOException {
    assertThat(outcome("model = \"from-config\"\nfps = 10\nmirror = true"))
        .isEqualTo("smilet-device run: model from-config cannot be used: no such file or folder");
  }

  @Test
  void theBeginningOfAKeyMayBeTheNameOfATable() throws IOException {
    assertThat(outcome("model = \"from-config\"\n[page]\nlisten = \"0\"\nhosts = [\"a.local\"]\n"))
        .contains("model from-config cannot be used");
    assertThat(outcome("[page]\nlisten = \"x\""))
        .contains("--page-listen: must be PORT", "(smilet.toml, line 2)");
    assertThat(outcome("[mqtt]\nbroker = \"x\"\npassword-file = \"/no/such/file\""))
        .contains("--mqtt-password-file needs --mqtt-user", "(smilet.toml, line 3)");
    assertThat(outcome("[mqtt]\nbroker = \"http://h\""))
        .contains("--mqtt-broker: must be mqtt://", "(smilet.toml, line 2)");
    assertThat(outcome("[mqtt]\ncommands = \"pause\""))
        .contains("line 2: mqtt-commands must be a list in [brackets]");
    assertThat(outcome("[page]\nport = 1")).contains("line 2: no such key: page-port");
    assertThat(outcome("smile-button = 40"))
        .contains("--smile-button must be a GPIO number", "(smilet.toml, line 1)");
    assertThat(outcome("smile-button = 17")).contains("both use GPIO 17");
  }

  @Test
  void aNewKeyComesBeforeTheFirstTable() {
    String text = "fps = 10\n\n[page]\nlisten = \"8640\"\n";
    String changed =
        ConfigText.changed(
            text, Map.of("sensor", "sensor = \"faces\"", "fps", "fps = 20"), SensorKind.FACES);
    assertThat(changed).isEqualTo("fps = 20\n\nsensor = \"faces\"\n[page]\nlisten = \"8640\"\n");
  }

  @Test
  void filesFromWindowsAreRead() throws IOException {
    assertThat(outcome("\ufeffmodel = \"from-config\"\r\nfps = 10\r\n"))
        .isEqualTo("smilet-device run: model from-config cannot be used: no such file or folder");
  }

  @Test
  void theHomeFolderOfAPathIsKnown() throws IOException {
    for (String home : new String[] {"~", "$HOME", "${HOME}"}) {
      assertThat(outcome("model = \"" + home + "/no/such\""))
          .contains("model " + System.getProperty("user.home") + "/no/such cannot be used");
    }
    assertThat(outcome("model = \"~other/no/such\"")).contains("model ~other/no/such cannot");
  }

  @Test
  void theCommandLineOverridesTheFile() throws IOException {
    assertThat(outcome("model = \"from-config\"", "--model", "from-command-line"))
        .contains("model from-command-line cannot be used");
  }

  @Test
  void anUnknownKeyIsRefusedWithItsLine() throws IOException {
    assertThat(outcome("# comment\nmodel = \"m\"\nfsp = 30\n"))
        .isEqualTo(
            "smilet-device: smilet.toml, line 3: no such key: fsp; "
                + "smilet-device config prints all keys");
  }

  @Test
  void aValueOfTheWrongKindIsRefusedWithItsLine() throws IOException {
    assertThat(outcome("fps = \"fast\"")).endsWith("line 1: fps must be a whole number");
    assertThat(outcome("find = 1")).endsWith("line 1: find must be true or false");
    assertThat(outcome("no-find = true")).contains("line 1: no such key: no-find");
    assertThat(outcome("\nmirror = 1")).endsWith("line 2: mirror must be true or false");
    assertThat(outcome("model = 1")).endsWith("line 1: model must be text in \"quotes\"");
    assertThat(outcome("mcp3008-channels = \"1\""))
        .endsWith("line 1: mcp3008-channels must be a list in [brackets]");
  }

  @Test
  void aValueOutOfRangeIsRefusedWithItsLine() throws IOException {
    assertThat(outcome("model = \"m\"\n\nfps = 0"))
        .isEqualTo("smilet-device run: --fps must be 1 to 1000, was 0 (smilet.toml, line 3)");
    assertThat(outcome("board = \"banana\"\nmodel = \"m\"")).contains("(smilet.toml, line 1)");
  }

  @Test
  void keysOfAnotherSensorAreRefused() throws IOException {
    assertThat(outcome("sensor = \"adns3080\"\nmcp3008-grid = \"2x2\""))
        .endsWith(
            "line 2: mcp3008-grid contradicts sensor = \"adns3080\" in line 1; remove one of them");
    assertThat(outcome("sensor = \"faces\"\ncalibration = \"cal.toml\""))
        .endsWith(
            "line 2: calibration contradicts sensor = \"faces\" in line 1; remove one of them");
  }

  @Test
  void twoOptionsWithOnePinAreRefused() throws IOException {
    assertThat(outcome("model = \"m\"\nled-gpio = 18"))
        .isEqualTo(
            "smilet-device run: --led-gpio and --pwm both use GPIO 18;"
                + " choose another pin for one of them (smilet.toml, line 2)");
  }

  @Test
  void brokenTomlIsRefusedWithItsLine() throws IOException {
    assertThat(outcome("fps = 30\nfps = 31")).contains("smilet.toml, line 2: ");
    assertThat(outcome("fps = 30\nmodel = ")).contains("smilet.toml, line 2: ").hasLineCount(1);
  }

  @Test
  void filesThatAreNotConfigurations() throws IOException {
    assertThat(outcome("fps = " + "[".repeat(16_000))).hasLineCount(1);
    assertThat(outcome("#".repeat(17_000))).endsWith("longer than 16384 bytes");
  }

  @Test
  void thePrintedConfigurationIsValid() throws IOException {
    StringWriter printed = new StringWriter();
    CommandLine command = SmiletDevice.commandLine().setOut(new PrintWriter(printed, true));
    assertThat(SmiletDevice.execute(command, "config")).isZero();
    String config = printed.toString();
    assertThat(config)
        .contains("\n# find = true\n", "\nfaces = 1\n", "\n# smallest-face = PIXELS\n");
    assertThat(config).contains("# Frames per second, 1 to 1000.\nfps = 30\n");
    assertThat(outcome(config, "--model", "m"))
        .isEqualTo("smilet-device run: model m cannot be used: no such file or folder");
  }
}
