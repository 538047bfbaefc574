package smilet.device.cli;

import com.pi4j.context.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import smilet.device.board.Board;
import smilet.device.board.Preflight;
import smilet.device.clock.SystemClock;
import smilet.device.selftest.PartResult;
import smilet.device.selftest.SelfTest;
import smilet.device.sensor.choice.SensorKind;
import smilet.device.sensor.choice.SensorSettings;
import smilet.device.systemd.Service;
import smilet.device.systemd.SystemctlService;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;

/**
 * {@code smilet-device setup}: asks what is connected, tries it, and writes the configuration.
 * Nothing is written before everything was asked and tried.
 */
@Command(
    name = "setup",
    mixinStandardHelpOptions = true,
    description = {
      "Asks which sensor and LEDs are connected, tries each at once, writes the configuration and"
          + " restarts the service. What is given as an option is not asked.",
      "Ctrl-C leaves everything as it was."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:The configuration is written, and the service runs with it.",
      "1:A part is faulty, and nothing was changed; or the service does not start.",
      "2:The command line is wrong, or the configuration cannot be written."
    })
final class SetupCommand implements Callable<Integer> {
  private static final String CAMERA =
      "pipe:320x240:yuv420:rpicam-vid -t 0 -n --width 320 --height 240 --framerate 15 --codec"
          + " yuv420 -o -";
  private static final String NEW_FILE =
      "# Written by smilet-device setup; smilet-device config explains every key.\n";

  @Spec CommandSpec spec;

  @Mixin DeviceOptions device;

  @Mixin ModelOption model;

  @Option(
      names = {"-y", "--yes"},
      description = "Ask nothing: what no option says stays as it is configured.")
  boolean yes;

  private final Map<String, String> environment;
  private final Service service;
  private final SelfTest test = new SelfTest(new SystemClock());
  private final Map<String, String> changed = new LinkedHashMap<>();
  private Questions questions;
  private boolean ok = true;

  SetupCommand() {
    this(System.getenv(), new SystemctlService());
  }

  SetupCommand(Map<String, String> environment, Service service) {
    this.environment = environment;
    this.service = service;
  }

  @Override
  public Integer call() throws IOException {
    device.requireDistinctPins(device.sensor.settings().choice(), List.of());
    model.location();
    Path config = configuration();
    boolean ofService = config.toString().equals(environment.get(ConfigFile.VARIABLE));
    if (ofService) {
      service.pause(); // it holds the pins and the camera
    }
    questions = new Questions(out());
    takeOptions();
    chooseBoard();
    chooseSensor();
    tried(test.tryModel(model.location()));
    chooseLeds();
    if (!ok && (yes || !questions.confirm("Write a configuration with faulty parts?", "no"))) {
      out().println("a part is faulty; nothing was changed");
      return ExitCode.NOT_ALL_OK;
    }
    write(config);
    return !ofService || startService() ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  /** The file to write; it need not exist. */
  private Path configuration() {
    String name =
        device.config == null ? environment.get(ConfigFile.VARIABLE) : device.config.toString();
    if (name == null) {
      throw new UserError("name the configuration to write with --config FILE");
    }
    Path config = Path.of(name);
    Path folder = config.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new UserError("cannot write %s: there is no folder %s".formatted(config, folder));
    }
    if (!Files.isWritable(folder)) {
      throw new UserError("cannot write " + config + ": run sudo smilet-device setup");
    }
    return config;
  }

  private void takeOptions() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!option.longestName().equals("--yes") && ConfigFile.isKey(option)) {
        change(option.longestName(), String.join(",", option.originalStringValues()));
      }
    }
  }

  private void change(String option, String value) {
    OptionSpec changedOption = spec.findOption(option);
    changed.put(ConfigText.key(changedOption), ConfigText.assignment(changedOption, value));
  }

  private boolean isAsked(String option) {
    return !yes && !spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private void chooseBoard() {
    if (isAsked("--board")) {
      device.board = new Preflight().isRaspberryPi() ? Board.PI : Board.MOCK;
    }
    change("--board", device.board.name().toLowerCase(Locale.ROOT));
  }

  private void chooseSensor() throws IOException {
    boolean asked = isAsked("--sensor");
    PartResult result;
    do {
      if (asked) {
        askSensor();
      }
      result = trySensor();
      print(result);
    } while (!result.ok() && asked && questions.confirm("Choose again?", "yes"));
    ok &= result.ok();
    change("--sensor", device.sensor.text);
  }

  private void askSensor() throws IOException {
    String usual = device.sensor.text;
    String sensor =
        questions.ask("Which sensor: faces (drawn ones), mcp3008, adns3080 or camera?", usual);
    if (sensor.equals("camera")) {
      sensor = questions.ask("Its format and command:", usual.startsWith("pipe:") ? usual : CAMERA);
    } else if (sensor.equals("mcp3008") && isAsked("--mcp3008-grid")) {
      String grid = questions.ask("Its pixels: 2x2, 2x4, 4x2 or 4x4?", device.sensor.mcp3008Grid);
      device.sensor.mcp3008Grid = grid;
      change("--mcp3008-grid", grid);
    }
    device.sensor.text = sensor;
  }

  private PartResult trySensor() {
    return onBoard(
        "sensor",
        (settings, context) -> test.trySensor(settings, context, InputStream.nullInputStream()));
  }

  private void chooseLeds() throws IOException {
    boolean asked = isAsked("--led-gpio");
    PartResult result;
    boolean seen;
    do {
      if (asked) {
        askLeds();
      }
      result =
          onBoard("LED", (_, context) -> test.tryLed(context, device.ledGpio, device.pwmChannel()));
      print(result);
      seen =
          result.ok()
              && (yes || device.board == Board.MOCK || questions.confirm("Did it blink?", "yes"));
    } while (!seen && asked && questions.confirm("Choose again?", "yes"));
    ok &= seen;
    change("--led-gpio", Integer.toString(device.ledGpio));
    change("--pwm", device.pwm);
  }

  private void askLeds() throws IOException {
    String gpio = questions.ask("GPIO number of the LED:", Integer.toString(device.ledGpio));
    if (!gpio.matches("\\d{1,2}")) {
      out().println("a GPIO number is 0 to 27; this stays " + device.ledGpio);
    } else {
      device.ledGpio = Integer.parseInt(gpio);
    }
    if (isAsked("--pwm")) {
      device.pwm =
          questions.ask("PWM of a second LED: auto (GPIO 18), none or a channel:", device.pwm);
    }
  }

  /** Tries a part on the board that was chosen. */
  private interface Trial {
    PartResult on(SensorSettings sensor, Context context);
  }

  /** Opens the board for one trial; what does not fit together is what is wrong with the part. */
  private PartResult onBoard(String part, Trial trial) {
    try {
      SensorSettings sensor = device.sensor.settings();
      Context context = device.openBoard(sensor.choice(), List.of());
      try {
        return trial.on(sensor, context);
      } finally {
        Board.close(context);
      }
    } catch (UserError e) {
      return new PartResult(part, false, e.getMessage());
    }
  }

  private void tried(PartResult result) {
    print(result);
    ok &= result.ok();
  }

  private void print(PartResult result) {
    out().println(result.line());
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void write(Path config) throws IOException {
    String old = Files.exists(config) ? Files.readString(config, StandardCharsets.UTF_8) : NEW_FILE;
    String text = ConfigText.changed(old, changed, SensorKind.of(device.sensor.text));
    AtomicFile.write(config, text.getBytes(StandardCharsets.UTF_8));
    out().println("written: " + config);
    out().flush();
  }

  private boolean startService() {
    String user = environment.get("SUDO_USER");
    if (user != null && service.permitFlashing(user)) {
      out().println(user + " may flash models: smilet flash MODEL " + user + "@THIS-PI");
    }
    boolean runs = service.restart();
    out()
        .println(
            runs
                ? "the service runs; systemctl status smilet shows what it sees"
                : "the service does not start; journalctl -u smilet says why");
    out().flush();
    return runs;
  }
}
