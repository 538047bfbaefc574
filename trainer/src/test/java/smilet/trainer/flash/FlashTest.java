package smilet.trainer.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;
import smilet.shared.store.LoopPresence;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/**
 * Deliveries with a shell script instead of ssh. Deliveries through a real ssh and sshd to the
 * device program are tested in the device module, where both programs have been built.
 */
class FlashTest {
  @TempDir Path temp;

  private final ModelFile model = model();

  @Test
  void aFolderGetsTheModelAsItsCurrentOne() throws Exception {
    Path store = temp.resolve("store");
    List<Delivery> deliveries = flash("false", store.toString());
    assertThat(deliveries.getFirst().taken()).isTrue();
    assertThat(deliveries.getFirst().report())
        .isEqualTo("installed: no loop runs; the next one starts with it");
    assertThat(ModelStore.open(store, TrustPolicy.ANYONE).currentHash())
        .contains(model.contentHash());
  }

  @Test
  void aLoopThatRunsTheModelIsWaitedFor() throws Exception {
    Path folder = temp.resolve("store");
    ModelStore store = ModelStore.openOrCreate(folder, TrustPolicy.ANYONE);
    try (LoopPresence loop = store.startRunning()) {
      loop.tookUp(model.contentHash());
      assertThat(flash("false", folder.toString()).getFirst().report())
          .isEqualTo("installed: the running loop has taken it up");
    }
  }

  @Test
  void aFolderThatCannotBeAStoreIsReported() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));
    Delivery delivery = flash("false", file.toString()).getFirst();
    assertThat(delivery.taken()).isFalse();
    assertThat(delivery.report()).startsWith("cannot create a model store at " + file);
  }

  @Test
  void theModelGoesToTheRemoteCommandsStandardInput() throws Exception {
    String ssh =
        script(
            """
            cat > %1$s/received
            printf '%%s\\n' "$@" > %1$s/arguments
            echo 'Welcome to this Pi'
            echo '{"installed":true,"hash":"%2$s","loop":"taken-up"}'
            """
                .formatted(temp, model.contentHash()));
    Delivery delivery = flash(ssh, "pi@one").getFirst();
    assertThat(delivery)
        .isEqualTo(
            new Delivery(
                new Target.SshHost("pi@one"), true, "installed: the running loop has taken it up"));
    assertThat(Files.readAllBytes(temp.resolve("received"))).isEqualTo(model.encode());
    assertThat(Files.readAllLines(temp.resolve("arguments")))
        .containsExactly("-T", "--", "pi@one", "smilet-device install -");
  }

  @Test
  void onlyAFailedConnectionIsTriedAgain() throws Exception {
    String ssh =
        script(
            """
            echo . >> %1$s/attempts
            cat > /dev/null
            if [ $(wc -l < %1$s/attempts) -lt 3 ]; then echo 'ssh: no route' >&2; exit 255; fi
            echo '{"installed":true,"hash":"%2$s","loop":"no-loop"}'
            """
                .formatted(temp, model.contentHash()));
    assertThat(flash(ssh, "pi@one").getFirst().taken()).isTrue();
    assertThat(Files.readAllLines(temp.resolve("attempts"))).hasSize(3);

    for (String refusal :
        List.of(
            "echo 'pi@one: Permission denied (publickey).' >&2; exit 255",
            "echo 'Host key verification failed.' >&2; exit 255",
            "echo 'sh: smilet-device: not found' >&2; exit 127",
            "echo '{\"installed\":false,\"reason\":\"cut short\"}'; exit 2")) {
      Files.delete(temp.resolve("attempts"));
      String refusing = script("echo . >> %s/attempts; %s".formatted(temp, refusal));
      assertThat(flash(refusing, "pi@one").getFirst().taken()).isFalse();
      assertThat(Files.readAllLines(temp.resolve("attempts"))).as(refusal).hasSize(1);
    }
  }

  @Test
  void anErrorIsReportedInOneLine() throws Exception {
    Map<String, String> reports =
        Map.of(
            "echo '{\"installed\":false,\"reason\":\"not signed\"}'; exit 2",
            "refused: not signed",
            "exit 127",
            "no such command on the device: smilet-device install -; --remote-command names"
                + " another",
            "echo 'No route to host' >&2; exit 255",
            "connection failed: No route to host (3 attempts)",
            "echo '{\"installed\":true,\"hash\":\"00\",\"loop\":\"no-loop\"}'",
            "the device reports that it installed another model",
            "exit 0",
            "the device gave no answer, exit code 0",
            "printf 'a\\033[2Jb\\n' >&2; exit 7",
            "a [2Jb",
            "exec sleep 60",
            "no answer within 1 s");
    for (Map.Entry<String, String> expected : reports.entrySet()) {
      Delivery delivery = flash(script(expected.getKey()), "pi@one").getFirst();
      assertThat(delivery.taken()).isFalse();
      assertThat(delivery.report()).isEqualTo(expected.getValue());
    }
  }

  @Test
  void aLoopThatFailedWithTheModelIsAFailedDelivery() throws Exception {
    String ssh =
        script(
            "echo '{\"installed\":true,\"hash\":\"%s\",\"loop\":\"failed\",\"reason\":\"grid\"}'"
                .formatted(model.contentHash()));
    assertThat(flash(ssh, "pi@one").getFirst())
        .isEqualTo(
            new Delivery(
                new Target.SshHost("pi@one"),
                false,
                "installed: the loop failed with it, and the model before runs again: grid"));
  }

  @Test
  void severalHostsAreServedAtOnceAndSshNeverAsksForPasswords() throws Exception {
    // Each waits until the other has started as well.
    String ssh =
        script(
            """
            cat > /dev/null
            case "$*" in *BatchMode=yes*) ;; *) exit 9 ;; esac
            touch %1$s/here-$$
            while [ $(ls %1$s | grep -c here-) -lt 2 ]; do sleep 0.05; done
            echo '{"installed":true,"hash":"%2$s","loop":"no-loop"}'
            """
                .formatted(temp, model.contentHash()));
    List<Delivery> deliveries = flash(settings(ssh, Duration.ofSeconds(60)), "pi@one", "pi@two");
    deliveries.sort(Comparator.comparing(delivery -> delivery.target().toString()));
    assertThat(deliveries).hasSize(2).allMatch(Delivery::taken);
    assertThat(deliveries.getLast().target()).isEqualTo(new Target.SshHost("pi@two"));
  }

  @Test
  void withoutSshTheProgramIsNamed() throws Exception {
    assertThat(flash("/no/such/ssh", "pi@one").getFirst().report())
        .startsWith("cannot run /no/such/ssh: ");
  }

  @Test
  void thePlanListsWhatWouldBeRun() {
    Flash flash =
        new Flash(
            model,
            List.of(Target.parse("pi@one"), Target.parse("/store")),
            settings("ssh", Duration.ofSeconds(1)));
    assertThat(flash.plan())
        .containsExactly(
            "ssh -T -o BatchMode=yes -- pi@one 'smilet-device install -'",
            "install " + model.contentHash() + " into /store");
  }

  @Test
  void aTargetIsAHostOnlyIfItLooksLikeOne() {
    assertThat(Target.parse("pi@one")).isEqualTo(new Target.SshHost("pi@one"));
    assertThat(Target.parse("ssh://pi@one:2222")).isInstanceOf(Target.SshHost.class);
    assertThat(Target.parse("./pi@one")).isEqualTo(new Target.LocalStore(Path.of("./pi@one")));
    assertThat(Target.parse("store/")).isEqualTo(new Target.LocalStore(Path.of("store")));
    assertThat(Target.parse("store")).isEqualTo(new Target.SshHost("store"));
    assertThatIllegalArgumentException().isThrownBy(() -> Target.parse("-oProxyCommand=x@y"));
    assertThatIllegalArgumentException().isThrownBy(() -> Target.parse(" "));
  }

  private int scripts;

  private String script(String body) throws IOException {
    Path script = temp.resolve("ssh" + scripts++);
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script.toString();
  }

  private List<Delivery> flash(String ssh, String... targets) throws InterruptedException {
    boolean sleeps = ssh.startsWith(temp.toString()) && isSleeping(Path.of(ssh));
    return flash(settings(ssh, Duration.ofSeconds(sleeps ? 1 : 60)), targets);
  }

  private static boolean isSleeping(Path script) {
    try {
      return Files.readString(script).contains("exec sleep");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SshSettings settings(String ssh, Duration timeout) {
    return new SshSettings(
        List.of(ssh), SshSettings.REMOTE_COMMAND, 2, Duration.ofMillis(1), timeout);
  }

  private List<Delivery> flash(SshSettings settings, String... targets)
      throws InterruptedException {
    List<Target> parsed = new ArrayList<>();
    for (String target : targets) {
      parsed.add(Target.parse(target));
    }
    List<Delivery> deliveries = new ArrayList<>();
    boolean all = new Flash(model, parsed, settings).deliver(deliveries::add);
    assertThat(all).isEqualTo(deliveries.stream().allMatch(Delivery::taken));
    return deliveries;
  }

  static ModelFile model() {
    Dense dense = new Dense(new Shape(2, 2, 1), new byte[] {1, 2, 3, -4}, 5, 1000, 10);
    Model model = new Model(new Grid(2, 2), Normalisation.CONTRAST, List.of(dense));
    return new ModelFile(model, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of());
  }
}
