package smilet.device.cli;

import com.pi4j.context.Context;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import smilet.device.board.Board;
import smilet.device.clock.SystemClock;
import smilet.device.scene.SceneSettings;
import smilet.device.selftest.PartResult;
import smilet.device.selftest.SelfTest;
import smilet.device.sensor.choice.SensorSettings;
import smilet.device.supply.ModelLocation;
import smilet.shared.error.ExitCode;

/** {@code smilet-device selftest}: tries every part once and prints a line about each. */
@Command(
    name = "selftest",
    mixinStandardHelpOptions = true,
    description =
        "Reads ten frames, blinks the LED, classifies the model's golden frames and, if faces are"
            + " looked for, searches the finder's golden pictures.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:Every part works.", "1:A part is faulty."})
final class SelftestCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin DeviceOptions device;

  @Mixin ModelOption model;

  @Mixin FinderOptions finder;

  private boolean ok = true;

  @Override
  public Integer call() throws IOException {
    SensorSettings sensor = device.sensor.settings();
    OptionalInt pwmChannel = device.pwmChannel();
    SceneSettings scene = finder.settings(model.trust.policy(), model.store);
    device.requireDistinctPins(sensor.choice(), List.of());
    SelfTest test = new SelfTest(new SystemClock());
    ModelLocation location = model.location();
    boolean modelLast = location.dependsOnSensor();
    if (!modelLast) {
      print(test.tryModel(location));
    }
    Context context = device.openBoard(sensor.choice(), List.of());
    try {
      print(test.trySensor(sensor, context, System.in));
      if (modelLast) {
        print(test.tryModel(location));
      }
      test.tryFinder(scene, sensor.choice().isCamera()).ifPresent(this::print);
      print(test.tryLed(context, device.ledGpio, pwmChannel));
    } finally {
      Board.close(context);
    }
    return ok ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  private void print(PartResult result) {
    ok &= result.ok();
    PrintWriter out = spec.commandLine().getOut();
    out.println(result.line());
    out.flush();
  }
}
