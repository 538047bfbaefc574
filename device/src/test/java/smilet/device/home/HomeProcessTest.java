package smilet.device.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.cli.ChildProgram;
import smilet.device.cli.SmiletDevice;
import smilet.device.supply.BrightnessModel;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/** The whole program with a broker, in a process of its own. */
@Timeout(300)
final class HomeProcessTest {
  private static final String LIBRARY = "org.eclipse.paho";

  @TempDir Path folder;

  private Process process;
  private BufferedReader lines;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void start(String... options) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("run", "--json", "--fps", "50", "--mqtt-id", "hall"));
    arguments.addAll(List.of(options));
    process =
        ChildProgram.of(SmiletDevice.class, arguments.toArray(String[]::new))
            .redirectError(folder.resolve("log").toFile())
            .start();
    lines = process.inputReader();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private void awaitLine(Predicate<String> wanted) throws IOException {
    String line;
    do {
      line = lines.readLine();
      assertThat(line).as(log()).isNotNull();
    } while (!wanted.test(line));
  }

  @Test
  void ifThereIsNoBrokerOneLineSaysSoAndTheLoopGoesOn() throws Exception {
    String broker = "mqtt://127.0.0.1:" + Mosquitto.freePort();
    start("--mqtt-broker", broker);
    while (!log().contains(broker)) {
      awaitLine(line -> line.contains("\"decision\""));
    }
    for (int i = 0; i < 200; i++) { // meanwhile it tries again
      awaitLine(line -> line.contains("\"decision\""));
    }
    assertThat(log().lines().filter(line -> line.contains("mqtt")))
        .containsExactly(
            "WARN "
                + broker
                + " cannot be reached: the connection is refused; no broker listens there; the"
                + " loop goes on without it");
    process.toHandle().destroy();
    awaitLine(line -> line.contains("\"summary\""));
  }

  @Test
  void aBrokerThatGoesAndComesBackIsToldInOneLineEach() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder)) {
      start("--mqtt-broker", broker.address().toString());
      awaitInLog("connected to");
      broker.kill();
      awaitInLog("is gone");
      broker.start();
      awaitInLog("is back");
      assertThat(log().lines().filter(line -> line.contains("mqtt")))
          .containsExactly(
              "INFO connected to " + broker.address() + " as smilet_hall",
              "WARN "
                  + broker.address()
                  + " is gone: it has closed the connection; the loop goes on without it",
              "INFO " + broker.address() + " is back");
    }
  }

  private void awaitInLog(String words) throws IOException {
    while (!log().contains(words)) {
      awaitLine(line -> line.contains("\"decision\""));
    }
  }

  @Test
  void aDeviceThatIsKilledIsOffline() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener listener = Listener.of(broker.address())) {
      start("--mqtt-broker", broker.address().toString());
      listener.await(Home.AVAILABILITY, "online"::equals);
      process.destroyForcibly();
      listener.await(Home.AVAILABILITY, "offline"::equals);
    }
  }

  @Test
  void theBrokerPausesTheLoopAndGoesBackToTheModelBefore() throws Exception {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"), TrustPolicy.ANYONE);
    store.install(BrightnessModel.file(0).encode());
    store.trial().end(BrightnessModel.file(0).contentHash(), true);
    store.install(BrightnessModel.file(1).encode());
    String before = BrightnessModel.file(0).contentHash().substring(0, 8);
    String current = BrightnessModel.file(1).contentHash().substring(0, 8);
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener listener = Listener.of(broker.address())) {
      start(
          "--model",
          store.folder().toString(),
          "--mqtt-commands",
          "pause,resume,go-back",
          "--mqtt-broker",
          broker.address().toString());
      Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {})); // so that it can go on
      listener.await(Home.STATE, text -> text.contains(current) && text.contains("smile"));
      listener.say(Home.COMMAND, "pause");
      listener.await(
          Home.STATE,
          text -> text.contains("\"paused\":true") && text.contains("\"decision\":null"));
      listener.say(Home.COMMAND, "resume");
      listener.await(
          Home.STATE, text -> text.contains("\"paused\":false") && text.contains("smile"));
      listener.say(Home.COMMAND, "go-back");
      listener.await(Home.STATE, text -> text.contains(before));
      assertThat(store.currentHash()).contains(BrightnessModel.file(0).contentHash());
    }
  }

  @Test
  void withoutABrokerNothingOfTheLibraryIsLoaded() throws Exception {
    assertThat(classes()).noneMatch(name -> name.startsWith(LIBRARY));
    assertThat(classes("--mqtt-broker", "mqtt://127.0.0.1:" + Mosquitto.freePort()))
        .anyMatch(name -> name.startsWith(LIBRARY));
  }

  /** The classes that a short run loads. */
  private List<String> classes(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "--json", "--seconds", "5"));
    arguments.addAll(Arrays.asList(options));
    ProcessBuilder program = ChildProgram.of(SmiletDevice.class, arguments.toArray(String[]::new));
    Path loaded = folder.resolve("classes");
    program.command().add(1, "-Xlog:class+load:file=" + loaded);
    process =
        program
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).as(log()).isZero();
    return Files.readAllLines(loaded).stream()
        .map(line -> line.replaceFirst("^(\\[[^]]*\\])*\\s*", ""))
        .toList();
  }
}
