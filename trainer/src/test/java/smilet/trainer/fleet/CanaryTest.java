package smilet.trainer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.ModelFile;
import smilet.shared.ready.ReadyModels;
import smilet.shared.store.LoopPresence;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;
import smilet.trainer.flash.Delivery;
import smilet.trainer.flash.SshSettings;
import smilet.trainer.flash.Target;

/**
 * Staged flashing into real stores on this machine and to devices. This test plays the loops of the
 * stores, and a shell script answers instead of ssh and the devices.
 */
class CanaryTest implements Canary.Reports {
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir Path temp;

  private final ModelFile before = ReadyModels.named("linear-8x8").orElseThrow().file();
  private final ModelFile model = ReadyModels.named("linear-12x12").orElseThrow().file();
  private final List<String> said = new ArrayList<>();
  private Path one;
  private Path two;

  @BeforeEach
  void stores() throws Exception {
    one = store("one");
    two = store("two");
  }

  private Path store(String name) throws Exception {
    Path folder = temp.resolve(name);
    ModelStore.openOrCreate(folder, TrustPolicy.ANYONE).install(before.encode());
    return folder;
  }

  private static ModelStore open(Path folder) throws Exception {
    return ModelStore.open(folder, TrustPolicy.ANYONE);
  }

  @Override
  public synchronized void delivered(Delivery delivery) {
    said.add((delivery.taken() ? "ok " : "FAILED ") + delivery.target());
  }

  @Override
  public synchronized void says(String line) {
    said.add(line);
  }

  private static SshSettings settings(String program) {
    return new SshSettings(
        List.of(program),
        "smilet-device install -",
        0,
        Duration.ofMillis(1),
        Duration.ofMinutes(1));
  }

  private boolean deliver(String ssh, String... targets) throws Exception {
    SshSettings install = settings(ssh);
    Fleet fleet =
        new Fleet(
            install.insteadOf("install -", "status --json"),
            install.insteadOf("install -", "rollback"));
    return new Canary(model, install, fleet, this)
        .deliver(List.of(targets).stream().map(Target::parse).toList(), 1, SHORT);
  }

  /** Plays a loop that takes up whatever the store has, until it is closed. */
  private final class PlayedLoop implements AutoCloseable {
    private final LoopPresence presence;
    private final AtomicBoolean stop = new AtomicBoolean();

    PlayedLoop(Path folder, Optional<String> driftAfterwards) throws Exception {
      ModelStore store = open(folder);
      presence = store.startRunning();
      presence.tookUp(before.contentHash());
      Thread.ofPlatform().daemon().start(() -> play(store, driftAfterwards));
    }

    private void play(ModelStore store, Optional<String> drift) {
      try {
        String running = before.contentHash();
        while (!stop.get()) {
          String current = store.currentHash().orElseThrow();
          if (!current.equals(running)) {
            presence.tookUp(current);
            running = current;
            presence.drifted(drift.orElse(""));
          }
          Thread.sleep(20);
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws IOException {
      stop.set(true);
      presence.close();
    }
  }

  @Test
  void theOthersGetTheModelIfTheFirstOneStaysHealthy() throws Exception {
    try (PlayedLoop _ = new PlayedLoop(one, Optional.empty())) {
      assertThat(deliver("false", one.toString(), two.toString())).isTrue();
    }
    assertThat(said)
        .containsExactly(
            "ok " + one,
            "waiting 2s; the other 1 get the model if these stay healthy",
            "the first devices are healthy",
            "ok " + two);
    assertThat(open(two).currentHash()).contains(model.contentHash());
  }

  @Test
  void aDriftOfTheFirstOneBringsItBackAndSparesTheOthers() throws Exception {
    String drift = "2026-01-01T00:00:00Z the answers have changed: most of them are unsure";
    try (PlayedLoop _ = new PlayedLoop(one, Optional.of(drift))) {
      assertThat(deliver("false", one.toString(), two.toString())).isFalse();
    }
    assertThat(said)
        .contains("stopped: " + one + ": drift since " + drift)
        .endsWith(one + ": is back at the model before");
    assertThat(open(one).currentHash()).contains(before.contentHash());
    assertThat(open(two).currentHash()).contains(before.contentHash());
  }

  @Test
  void aStoreWithoutALoopProvesNothing() throws Exception {
    assertThat(deliver("false", one.toString(), two.toString())).isFalse();
    assertThat(said).contains("stopped: " + one + ": no loop runs");
    assertThat(open(one).currentHash()).contains(before.contentHash());
  }

  private String script(String text) throws Exception {
    Path script = Files.writeString(temp.resolve("ssh"), "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script.toString();
  }

  /** A device that installs, then answers with this status. */
  private String device(String status) throws Exception {
    return script(
        """
        for word; do last=$word; done
        echo "$last" >> %1$s/commands
        case "$last" in
          *install*) cat > /dev/null; echo '{"installed":true,"hash":"%2$s","loop":"taken-up"}';;
          *status*) echo 'Welcome {"current":"old"}'; echo '%3$s';;
          *rollback*) ;;
        esac
        """
            .formatted(temp, model.contentHash(), status));
  }

  private List<String> commands() throws Exception {
    return Files.readAllLines(temp.resolve("commands"));
  }

  @Test
  void aDeviceIsAskedThroughSsh() throws Exception {
    String hash = model.contentHash();
    String ssh =
        device("{\"current\":\"%s\",\"loopRuns\":true,\"running\":\"%s\"}".formatted(hash, hash));
    assertThat(deliver(ssh, "pi@one", "pi@two")).isTrue();
    assertThat(said).contains("ok pi@one", "ok pi@two", "the first devices are healthy");
    assertThat(commands()).contains("smilet-device status --json").doesNotContain("rollback");
  }

  @Test
  void aDeviceThatWentBackByItselfIsNotSentBackAgain() throws Exception {
    String ssh =
        device(
            ("{\"current\":\"%s\",\"loopRuns\":true,\"running\":\"%s\","
                    + "\"failed\":{\"hash\":\"%s\",\"reason\":\"too slow\"}}")
                .formatted(before.contentHash(), before.contentHash(), model.contentHash()));
    assertThat(deliver(ssh, "pi@one", "pi@two")).isFalse();
    assertThat(said)
        .contains("stopped: pi@one: the device went back from the model: too slow")
        .endsWith("pi@one: has gone back by itself");
    assertThat(commands()).noneMatch(command -> command.contains("rollback"));
  }

  @Test
  void aDeviceThatGivesNoAnswerAnyMoreIsStillToldToGoBack() throws Exception {
    assertThat(deliver(device("nothing of ours"), "pi@one", "pi@two")).isFalse();
    assertThat(said)
        .contains(
            "stopped: pi@one: the device did not say how it is; is its program older?",
            "pi@one: is back at the model before");
    assertThat(commands().getLast()).isEqualTo("smilet-device rollback");
  }
}
