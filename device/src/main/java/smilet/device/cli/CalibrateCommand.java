package smilet.device.cli;

import com.pi4j.context.Context;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import smilet.device.board.Board;
import smilet.device.clock.SystemClock;
import smilet.device.sensor.SensorException;
import smilet.device.sensor.choice.Mcp3008Choice;
import smilet.device.sensor.mcp3008.Calibration;
import smilet.device.sensor.mcp3008.Mcp3008Grid;
import smilet.device.sensor.mcp3008.Wiring;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.Outputs;

/** {@code smilet-device calibrate}: measures an MCP3008 grid in the dark and in bright light. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = "Measures each pixel of an MCP3008 grid in the dark and in bright light.")
final class CalibrateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin DeviceOptions device;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The calibration file to write, for --calibration.")
  Path out;

  @Override
  public Integer call() throws IOException {
    device.sensor.settings(); // also what calibrate does not use must be right
    Outputs outputs = new Outputs();
    if (device.config != null) {
      outputs.reads(device.config);
    }
    outputs.writes("--out", out);
    Wiring wiring = device.sensor.wiring();
    Context context = device.openBoard(new Mcp3008Choice(wiring, Optional.empty()), List.of());
    try (Mcp3008Grid grid =
        Mcp3008Grid.open(context, wiring, Optional.empty(), new SystemClock())) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      List<Integer> dark = measure(grid, in, "Cover the sensor, then press Enter.");
      List<Integer> bright = measure(grid, in, "Hold it in bright light, then press Enter.");
      Calibration calibration =
          UserError.naming("calibration", () -> new Calibration(dark, bright));
      AtomicFile.write(out, calibration.toToml().getBytes(StandardCharsets.UTF_8));
    } catch (SensorException e) {
      throw new UserError(e.getMessage(), e);
    } finally {
      Board.close(context);
    }
    print("calibration written to " + out + "; use it with --calibration " + out);
    return 0;
  }

  private List<Integer> measure(Mcp3008Grid grid, BufferedReader in, String instruction)
      throws SensorException, IOException {
    print(instruction);
    if (in.readLine() == null) {
      throw new UserError("standard input ended before the measurement; nothing was written");
    }
    List<Integer> readings = grid.medianReadings();
    print("the pixels read, row by row: " + readings);
    return readings;
  }

  private void print(String line) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(line);
    writer.flush();
  }
}
