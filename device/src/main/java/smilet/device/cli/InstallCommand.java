package smilet.device.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import smilet.shared.error.Failure;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.file.MalformedModelException;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;
import smilet.shared.store.ModelStore;

/**
 * {@code smilet-device install}: {@code smilet flash} runs it over ssh. In each case it prints one
 * line of JSON.
 */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description =
        "Verifies and stores a model, makes it current, and waits until the loop runs it.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:The model is installed.",
      "1:The model is installed, but the loop does not run it.",
      "2:The model was refused."
    })
final class InstallCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A model file, or - for standard input.")
  String model;

  @Mixin StoreOptions store;

  @Option(
      names = "--sensor-grid",
      paramLabel = "WxH",
      description =
          "The sensor's grid; a model for a finer grid is refused (default: the grid of the"
              + " running loop or of the configuration, if there is one).")
  String sensorGrid;

  @Mixin WaitOptions wait;

  @Override
  public Integer call() throws InterruptedException {
    try {
      wait.requireInRange();
      store.trust.policy(); // a wrong key is told before standard input is waited for
      Optional<Grid> sensor = sensor();
      byte[] content = content();
      ModelStore opened = store.openOrCreate();
      return wait.awaitLoop(opened, install(opened, content, sensor));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      Failure failure = Failure.of(e);
      System.out.println(StoreAnswer.refused(failure.message()));
      return failure.exitCode();
    }
  }

  private String install(ModelStore opened, byte[] content, Optional<Grid> sensor)
      throws IOException {
    try {
      return opened.install(content, sensor);
    } catch (MalformedModelException damaged) {
      if (!model.equals("-")) {
        throw damaged;
      }
      throw new UserError(
          String.format(
              Locale.ROOT,
              "the %d bytes on standard input are no whole model: %s; does a command in .bashrc or"
                  + " .profile read standard input?",
              content.length,
              damaged.getMessage()));
    }
  }

  private byte[] content() throws IOException {
    if (model.equals("-")) {
      return ModelFile.readLimited(System.in);
    }
    try (InputStream in = Files.newInputStream(Path.of(model))) {
      return ModelFile.readLimited(in);
    } catch (IOException fault) {
      throw new FileError("cannot read model file", Path.of(model), fault);
    }
  }

  private Optional<Grid> sensor() {
    return sensorGrid == null
        ? store.configuredSensor()
        : Optional.of(UserError.naming("--sensor-grid", () -> Grid.parse(sensorGrid)));
  }
}
