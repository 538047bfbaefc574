package smilet.device.cli;

import com.pi4j.context.Context;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import smilet.device.clock.Clock;
import smilet.device.clock.SystemClock;
import smilet.device.indicator.Led;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.Grid;
import smilet.shared.store.ModelStore;

/** {@code smilet-device selftest}: tries every part once and gives a verdict on each. */
@Command(
    name = "selftest",
    mixinStandardHelpOptions = true,
    description = "Reads ten frames, blinks the LED, classifies the model's golden frames.",
    footer = "Exit code 0 where every part is well, 1 where one is not.")
final class SelftestCommand implements Callable<Integer> {
  private static final int FRAMES = 10;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long BLINK_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  @Spec CommandSpec spec;

  @Mixin DeviceOptions device;

  @Mixin TrustOptions trust;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE-OR-STORE",
      description = "a model file or a model store")
  Path model;

  private final Clock clock = new SystemClock();
  private boolean well = true;
  private Optional<ModelFile> found = Optional.empty();

  @Override
  public Integer call() {
    part("model", this::checkModel);
    Context context = device.openBoard();
    try {
      part("sensor", () -> checkSensor(context));
      part("LED", () -> checkLed(context));
    } finally {
      context.shutdown();
    }
    return well ? 0 : 1;
  }

  /** One part's check: what it found, or an exception that says what is wrong. */
  private interface Check {
    String find() throws Exception;
  }

  private void part(String name, Check check) {
    String line;
    try {
      line = "ok      " + check.find();
    } catch (Exception fault) {
      well = false;
      line = "FAULTY  " + fault.getMessage();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("%-7s %s".formatted(name, line));
    out.flush();
  }

  private String checkModel() throws Exception {
    ModelFile file = ModelStore.isStore(model) ? current() : trusted(ModelFile.read(model));
    found = Optional.of(file);
    int golden = file.goldenFrames().size();
    int failing = file.failingGoldenFrames().size();
    if (failing > 0) {
      throw new IllegalStateException(
          "%d of %d golden frames classify otherwise than where it was trained; flash it again"
              .formatted(failing, golden));
    }
    return "%s %s, %d golden frames give their exact logits"
        .formatted(file.model().grid(), file.model().network(), golden);
  }

  private ModelFile trusted(ModelFile file) throws IOException {
    trust.policy().requireTrusted(file);
    return file;
  }

  /** A store answers with nothing but trusted models. */
  private ModelFile current() throws IOException {
    return ModelStore.open(model, trust.policy())
        .current()
        .orElseThrow(() -> new IOException("no model in store " + model + "; flash one into it"))
        .model();
  }

  private String checkSensor(Context context) throws SensorException {
    try (Sensor sensor = device.sensor.open(context, clock)) {
      Frame frame = new Frame(sensor.format());
      int darkest = Integer.MAX_VALUE;
      int brightest = 0;
      long deadline = clock.nanoTime() + PATIENCE_NANOS;
      for (int captured = 0; captured < FRAMES; ) {
        if (sensor.capture(frame)) {
          captured++;
          for (char pixel : frame.pixels()) {
            darkest = Math.min(darkest, pixel);
            brightest = Math.max(brightest, pixel);
          }
        } else if (clock.nanoTime() > deadline) {
          throw new SensorException(
              "only %d of %d frames came in 10 s; check the sensor".formatted(captured, FRAMES));
        } else {
          clock.sleep(TimeUnit.MILLISECONDS.toNanos(2));
        }
      }
      if (darkest == brightest) {
        throw new SensorException(
            "every pixel of %d frames reads %d; check the wires and the light"
                .formatted(FRAMES, darkest));
      }
      requireFits(sensor.format().grid());
      return "%d frames of %s, pixels from %d to %d"
          .formatted(FRAMES, sensor.format(), darkest, brightest);
    }
  }

  private void requireFits(Grid grid) throws SensorException {
    if (found.isPresent() && !found.get().fits(grid)) {
      throw new SensorException(
          "it has %s pixels only and the model is for a %s grid; train one with --grid %s"
              .formatted(grid, found.get().model().grid(), grid));
    }
  }

  private String checkLed(Context context) {
    Led led = Led.open(context, device.ledGpio, device.pwmChannel());
    try {
      for (int i = 0; i < 3; i++) {
        led.test(true);
        clock.sleep(BLINK_NANOS);
        led.test(false);
        clock.sleep(BLINK_NANOS);
      }
    } finally {
      led.off();
    }
    return "blinked three times on GPIO " + device.ledGpio + "; was it seen?";
  }
}
