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
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;

/** The commands as a user types them, with Pi4J's mocks. */
class SensorCommandsTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void selftestReportsThatEveryPartWorks() throws IOException {
    assertThat(run("selftest", "--model", model().toString(), "--sensor", "faces")).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            model -> assertThat(model).startsWith("model   ok").contains("2x2 linear"),
            sensor -> assertThat(sensor).startsWith("sensor  ok").contains("10 frames"),
            led -> assertThat(led).startsWith("LED     ok"));
  }

  @Test
  void selftestWithoutAModelTriesTheReadyMadeOneAfterTheSensor() {
    assertThat(run("selftest", "--sensor", "faces")).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            sensor -> assertThat(sensor).startsWith("sensor  ok").contains("10 frames"),
            model -> assertThat(model).startsWith("model   ok").contains("48x48 "),
            led -> assertThat(led).startsWith("LED     ok"));
  }

  @Test
  void selftestTriesTheFinderIfFacesAreLookedFor() {
    String camera = "pipe:128x96:grey8:while :; do head -c 12288 /dev/urandom; done";
    assertThat(run("selftest", "--sensor", camera)).isZero();
    assertThat(out.toString())
        .containsPattern(
            "finder  ok      8v-16v-38s1v, 1 golden picture gives exact boxes; finds faces from 24"
                + " pixels");

    assertThat(run("selftest", "--sensor", camera, "--smallest-face", "97")).isEqualTo(1);
    assertThat(out.toString()).contains("finder  FAULTY  --smallest-face must be 24 to 96");

    String none = folder.resolve("none.smilet").toString();
    assertThat(run("selftest", "--sensor", "faces", "--finder", none)).isEqualTo(1);
    assertThat(out.toString()).contains("finder  FAULTY  finder " + none + " cannot be used");
  }

  @Test
  void selftestRefusesATooCoarseSensorAndAnUntrustedModel() throws IOException {
    String model = model(65).toString();
    String key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"; // of RFC 8032
    assertThat(run("selftest", "--model", model, "--sensor", "faces")).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "sensor  FAULTY  the model is for a 65x65 grid, but the sensor has only 64x64 pixels;"
                + " train one with --grid 64x64");
    assertThat(run("selftest", "--model", model, "--sensor", "faces", "--trusted-key", key))
        .isEqualTo(1);
    assertThat(out.toString()).contains("model   FAULTY  ").contains("not signed");
  }

  @Test
  void selftestReportsFaultyPartsAndTriesTheOthers() throws IOException {
    Path broken = folder.resolve("broken.smilet");
    Files.writeString(broken, "not a model");
    // Pi4J's mocked SPI reads zeros, as a chip does whose data wire is low.
    String[] chip = {"--sensor", "mcp3008", "--frozen-after", "1"};
    assertThat(run("selftest", "--model", broken.toString(), chip[0], chip[1], chip[2], chip[3]))
        .isEqualTo(1);
    assertThat(out.toString().lines())
        .satisfiesExactly(
            model -> assertThat(model).startsWith("model   FAULTY"),
            sensor -> assertThat(sensor).startsWith("sensor  FAULTY").contains("and the light"),
            led -> assertThat(led).startsWith("LED     ok"));
  }

  @Test
  void aCalibrationWithoutLightIsRefusedAndNothingIsWritten() {
    Path file = folder.resolve("calibration.toml");
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("\n\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("calibrate", "--sensor", "mcp3008", "--out", file.toString())).isEqualTo(2);
    } finally {
      System.setIn(before);
    }
    assertThat(err.toString())
        .contains("pixel 0 reads 0 in the dark and 0 in the light")
        .hasLineCount(1);
    assertThat(file).doesNotExist();
  }

  @Test
  void wrongOptionsGiveOneLineAndExitCodeTwo() throws IOException {
    String model = model().toString();
    refused("no such sensor: \"camera\"", "--sensor", "camera", "--model", model);
    refused("was \"pipe:64x64:grey8\"", "--sensor", "pipe:64x64:grey8", "--model", model);
    refused("must be 0, 90, 180 or 270", "--rotate", "45", "--model", model);
    refused("does not lie within", "--crop", "99x99+0+0", "--model", model);
    refused(
        "must be 2x2, 2x4, 4x2 or 4x4",
        "--sensor",
        "mcp3008",
        "--mcp3008-grid",
        "3x3",
        "--model",
        model);
    refused(
        "each channel must be used once only",
        "--sensor",
        "mcp3008",
        "--mcp3008-grid",
        "2x2",
        "--mcp3008-channels",
        "1,1,2,3",
        "--model",
        model);
    refused(
        "smilet-device calibrate writes one",
        "--sensor",
        "mcp3008",
        "--calibration",
        folder.resolve("absent.toml").toString(),
        "--model",
        model);
    refused("not a Raspberry Pi", "--board", "pi", "--model", model);
  }

  private void refused(String reason, String... options) {
    err.getBuffer().setLength(0);
    String[] args = new String[options.length + 1];
    args[0] = "run";
    System.arraycopy(options, 0, args, 1, options.length);
    assertThat(run(args)).isEqualTo(2);
    assertThat(err.toString()).contains(reason).hasLineCount(1);
  }

  private int run(String... args) {
    CommandLine commandLine = SmiletDevice.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(args);
  }

  private Path model() throws IOException {
    return model(2);
  }

  private Path model(int side) throws IOException {
    Dense dense = new Dense(new Shape(side, side, 1), new byte[side * side], 0, 1, 0);
    Model model = new Model(new Grid(side, side), Normalisation.CONTRAST, List.of(dense));
    Path file = folder.resolve("model.smilet");
    Files.write(
        file,
        new ModelFile(model, Thresholds.ROUGHLY_RIGHT, new TreeMap<>(), List.of(), Optional.empty())
            .encode());
    return file;
  }
}
