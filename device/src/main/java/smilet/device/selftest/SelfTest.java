package smilet.device.selftest;

import com.pi4j.context.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import smilet.device.clock.Clock;
import smilet.device.indicator.Led;
import smilet.device.scene.FinderLocation;
import smilet.device.scene.SceneSettings;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.device.sensor.choice.SensorSettings;
import smilet.device.supply.ModelLocation;
import smilet.shared.error.FileError;
import smilet.shared.file.FinderFile;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.store.ModelCheck;
import smilet.shared.store.RefusedModelException;

/** Tries the parts of a device, each once. A part that fails does not stop the others. */
public final class SelfTest {
  private static final int FRAMES = 10;
  private static final long UNIFORM_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long BLINK_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
  private static final int BLINKS = 3;
  private static final Grid LARGEST = new Grid(Grid.MAX_SIDE, Grid.MAX_SIDE);

  private final Clock clock;
  private Optional<ModelFile> model = Optional.empty();
  private Optional<FrameFormat> sensorFormat = Optional.empty();

  public SelfTest(Clock clock) {
    this.clock = clock;
  }

  /** A check that returns what it found, or throws an exception that says what is wrong. */
  private interface Check {
    String find() throws Exception;
  }

  private static PartResult result(String part, Check check) {
    try {
      return new PartResult(part, true, check.find());
    } catch (Exception fault) { // whatever it is, it is what is wrong with this part
      return new PartResult(part, false, fault.getMessage());
    }
  }

  /**
   * Reads the model and computes its golden frames. A model that depends on the sensor is tried
   * after the sensor.
   */
  public PartResult tryModel(ModelLocation location) {
    return result("model", () -> findModel(location));
  }

  private String findModel(ModelLocation location) throws IOException {
    ModelFile file;
    try {
      file = location.read(sensorFormat.map(FrameFormat::grid).orElse(LARGEST));
    } catch (IOException e) {
      throw new IOException("cannot use %s: %s".formatted(location, FileError.reason(e)), e);
    }
    model = Optional.of(file);
    ModelCheck.requireGoldenFrames(file);
    return String.format(
        Locale.ROOT,
        "%s %s, %d golden frames give their exact logits",
        file.model().grid(),
        file.model().network(),
        file.goldenFrames().size());
  }

  /**
   * Reads {@value #FRAMES} frames, and compares their format with the model that was tried before.
   * How long a frame may take is for the sensor to say.
   */
  public PartResult trySensor(SensorSettings settings, Context context, InputStream standardInput) {
    return result("sensor", () -> findSensor(settings, context, standardInput));
  }

  private String findSensor(SensorSettings settings, Context context, InputStream standardInput)
      throws SensorException, RefusedModelException {
    try (Sensor sensor = settings.open(context, standardInput, clock)) {
      sensorFormat = Optional.of(sensor.format());
      Range range = read(sensor);
      if (range.darkest == range.brightest) {
        throw new SensorException(
            String.format(
                Locale.ROOT,
                "every pixel reads %d, in all frames for %d s; check the wires and the light",
                range.darkest,
                UNIFORM_LIMIT_NANOS / 1_000_000_000L));
      }
      if (model.isPresent()) {
        ModelCheck.requireFits(model.get(), sensor.format().grid());
      }
      return String.format(
          Locale.ROOT,
          "%d frames of %s, pixels from %d to %d",
          FRAMES,
          sensor.format(),
          range.darkest,
          range.brightest);
    }
  }

  /** The darkest and the brightest pixel of all frames. */
  private record Range(int darkest, int brightest) {}

  private Range read(Sensor sensor) throws SensorException {
    Frame frame = new Frame(sensor.format());
    int darkest = Integer.MAX_VALUE;
    int brightest = 0;
    long firstNanos = 0;
    // A camera's first pictures are often uniform: it waits for more, up to the limit.
    for (int captured = 0;
        captured < FRAMES
            || (darkest == brightest && clock.nanoTime() - firstNanos <= UNIFORM_LIMIT_NANOS); ) {
      if (!sensor.capture(frame)) {
        clock.sleep(RETRY_NANOS);
        continue;
      }
      firstNanos = captured == 0 ? frame.captureNanos() : firstNanos;
      captured++;
      for (char pixel : frame.pixels()) {
        darkest = Math.min(darkest, pixel);
        brightest = Math.max(brightest, pixel);
      }
    }
    return new Range(darkest, brightest);
  }

  /**
   * Reads the face finder and searches its golden pictures.
   *
   * @param camera whether the sensor is one
   * @return empty if no faces are looked for in the frames of the sensor that was tried before
   */
  public Optional<PartResult> tryFinder(SceneSettings scene, boolean camera) {
    boolean on = sensorFormat.map(f -> scene.isOn(f, camera)).orElse(scene.isAsked());
    return on ? Optional.of(result("finder", () -> findFinder(scene))) : Optional.empty();
  }

  private String findFinder(SceneSettings scene) throws IOException {
    FinderFile file = scene.finder();
    FinderLocation.requireGoldenPictures(file);
    String from =
        sensorFormat
            .map(format -> " from " + scene.smallestFace(file.finder(), format) + " pixels")
            .orElse("");
    int pictures = file.goldenPictures().size();
    return String.format(
        Locale.ROOT,
        "%s, %d golden %s exact boxes; finds faces%s",
        file.finder().window().network(),
        pictures,
        pictures == 1 ? "picture gives" : "pictures give",
        from);
  }

  /** Blinks the LED, and the second one if there is a PWM channel. */
  public PartResult tryLed(Context context, int gpio, OptionalInt pwmChannel) {
    return result("LED", () -> blink(context, gpio, pwmChannel));
  }

  private String blink(Context context, int gpio, OptionalInt pwmChannel) {
    Led led = Led.open(context, gpio, pwmChannel);
    try {
      for (int i = 0; i < BLINKS; i++) {
        led.test(true);
        clock.sleep(BLINK_NANOS);
        led.test(false);
        clock.sleep(BLINK_NANOS);
      }
    } finally {
      led.off();
    }
    return "blinked three times on GPIO " + gpio + "; did you see it?";
  }
}
