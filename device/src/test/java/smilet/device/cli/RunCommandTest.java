package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import smilet.device.scene.Blobs;
import smilet.device.sensor.choice.SensorKind;
import smilet.device.supply.BrightnessModel;

/** Mistakes of a user: each gives one line and exit code 2. */
final class RunCommandTest {
  @TempDir Path folder;

  private String refusal(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "run";
    System.arraycopy(options, 0, args, 1, options.length);
    StringWriter errors = new StringWriter();
    CommandLine command = SmiletDevice.commandLine().setErr(new PrintWriter(errors, true));
    assertThat(SmiletDevice.execute(command, args)).isEqualTo(2);
    return errors.toString().strip();
  }

  private String model() throws IOException {
    Path file = folder.resolve("model.smilet");
    Files.write(file, BrightnessModel.file(0).encode());
    return file.toString();
  }

  @Test
  void wrongOptions() {
    assertThat(refusal("--model", "m", "--fps", "0")).endsWith("--fps must be 1 to 1000, was 0");
    assertThat(refusal("--model", "m", "--fps", "fast")).contains("--fps").hasLineCount(1);
    assertThat(refusal("--model", "m", "--frames", "0")).endsWith("must be 1 or more, was 0");
    assertThat(refusal("--model", "m", "--board", "toaster")).contains("toaster").hasLineCount(1);
    assertThat(refusal("--model", "m", "--pwm", "bright"))
        .endsWith("--pwm must be auto, none or a channel of the PWM chip, was bright");
    assertThat(refusal("--model", "m", "--led-gpio", "99")).contains("0 to 27, was 99");
    assertThat(refusal("--model", "m", "--trusted-key", "abc")).contains("--trusted-key");
  }

  @Test
  void aWrongSensor() throws IOException {
    assertThat(refusal("--model", model(), "--sensor", "thermometer"))
        .contains("no such sensor")
        .hasLineCount(1);
    assertThat(refusal("--model", model(), "--sensor", "replay:" + folder + "/gone"))
        .endsWith("no such folder to replay: " + folder + "/gone");
  }

  @Test
  void helpNamesEveryKindOfSensor() {
    CommandLine run = SmiletDevice.commandLine().getSubcommands().get("run");
    String help = run.getUsageMessage().replaceAll("\\s", ""); // it is wrapped, also within words
    assertThat(SensorKind.values()).allSatisfy(kind -> assertThat(help).contains(kind.form()));
  }

  @Test
  void aMissingOrDamagedModel() throws IOException {
    Path damaged = folder.resolve("damaged.smilet");
    byte[] bytes = BrightnessModel.file(0).encode();
    bytes[30] ^= 1;
    Files.write(damaged, bytes);
    assertThat(refusal("--model", folder + "/gone")).endsWith("no such file or folder");
    assertThat(refusal("--model", damaged.toString()))
        .contains("model " + damaged + " cannot be used: ")
        .hasLineCount(1);
  }

  @Test
  void aFinderAndASmileModelInEachOthersPlace() throws IOException {
    Path finder = folder.resolve("finder.smilet");
    Files.write(finder, Blobs.finderFile().encode());
    assertThat(refusal("--model", finder.toString()))
        .contains("model " + finder + " cannot be used: ", "a face finder, not a smile model")
        .hasLineCount(1);
    assertThat(refusal("--model", model(), "--finder", model()))
        .contains("finder " + model() + " cannot be used: ", "a smile model, not a face finder")
        .hasLineCount(1);
    assertThat(refusal("--model", model(), "--finder", finder.toString(), "--smallest-face", "9"))
        .contains("--smallest-face must be 24 to 64 for this finder and sensor, was 9");
    assertThat(refusal("--model", model(), "--finder", finder.toString(), "--sensor", "mcp3008"))
        .contains("faces are found in frames of at least 24x24 pixels, the sensor's are 4x4")
        .hasLineCount(1);
  }

  @Test
  void aCameraOfMoreThanEightBitsMustBeSmall() {
    assertThat(refusal("--model", "m", "--sensor", "pipe:320x240:grey16le:-"))
        .endsWith(
            "--sensor: frames of more than 128x128 pixels must have 1 to 8 bits per pixel, were"
                + " 320x240 with 16");
  }

  @Test
  void aLargeCameraThatIsTurnedSidewaysMustBeSmaller() {
    assertThat(refusal("--model", "m", "--sensor", "pipe:640x480:grey8:-", "--rotate", "90"))
        .endsWith(
            "--rotate: turned by 90 degrees, the picture has 640 rows, but at most 480 are"
                + " possible; let the camera send a smaller one");
  }

  @Test
  void anUnsignedModelIfKeysAreTrusted() throws IOException {
    assertThat(
            refusal(
                "--model",
                model(),
                "--trusted-key",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
        .contains("not signed")
        .hasLineCount(1);
  }
}
