package smilet.device.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.cli.SmiletDevice;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;
import smilet.shared.store.ModelStore;
import smilet.shared.store.StoreStatus;
import smilet.shared.store.TrustPolicy;

/**
 * Flashing a model from the trainer to the device without any test double: the built {@code smilet
 * flash}, a real ssh and sshd, and this module's {@code smilet-device install -}. The modules do
 * not know each other, so the trainer is run from its build folder; it is built first. If it or
 * sshd is absent, this test is skipped, and the output says so.
 */
class FlashOverSshTest {
  /** The public key of the first test vector of RFC 8032. */
  private static final String KEY =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  private static final Path SMILET = Path.of("../trainer/target/smilet/bin/smilet");

  @TempDir Path temp;

  private SshServer server;
  private Path install;
  private Path storeFolder;
  private final ModelFile first = model(1);
  private final ModelFile second = model(2);

  @BeforeEach
  void start() throws Exception {
    assumeTrue(SshServer.isInstalled(), "skipped: OpenSSH's server is not installed");
    assumeTrue(Files.isExecutable(SMILET), "skipped: the trainer is not built, " + SMILET);
    server = SshServer.start(temp);
    storeFolder = temp.resolve("store");
    install = deviceProgram("install - --store " + storeFolder);
    ModelStore.openOrCreate(storeFolder, TrustPolicy.ANYONE).install(first.encode());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aModelReachesTheDevice() throws Exception {
    Ran ran = flash(second, ssh("user", true), "pi");
    assertThat(ran.out)
        .isEqualTo("ok     pi: installed: no loop runs; the next one starts with it\n");
    assertThat(ran.exitCode).isZero();
    assertThat(status().current()).contains(second.contentHash());
    assertThat(status().before()).containsExactly(first.contentHash());
  }

  @Test
  void aHostWithAnUnknownKeyIsRefused() throws Exception {
    Ran ran = flash(second, ssh("user", false), "pi");
    assertThat(ran.out).contains("FAILED pi: connection failed: Host key verification failed.");
    assertThat(ran.exitCode).isOne();
    assertNothingChanged();
  }

  @Test
  void anUnknownUsersKeyIsRefused() throws Exception {
    Ran ran = flash(second, ssh("stranger", true), "pi");
    assertThat(ran.out).startsWith("FAILED pi: connection failed: ").contains("Permission denied");
    assertThat(ran.exitCode).isOne();
    assertNothingChanged();
  }

  @Test
  void aConnectionThatBreaksChangesNothing() throws Exception {
    // The handshake takes about 5 kB of the client's bytes; the model has more than 60 kB.
    for (long bytes : new long[] {8_000, 30_000, 60_000}) {
      try (CutConnection connection = new CutConnection(server.port(), Integer.MAX_VALUE, bytes)) {
        String ssh = "ssh -F " + server.config(connection.port(), "user", true);
        Ran ran = flash(second, ssh, "pi", "--retries", "0");
        assertThat(ran.out).startsWith("FAILED pi: connection failed: ");
        assertThat(ran.exitCode).isOne();
        assertNothingChanged();
      }
    }
    assertThat(flash(second, ssh("user", true), "pi").exitCode).isZero();
    assertThat(status().current()).contains(second.contentHash());
  }

  @Test
  void aConnectionThatFailsOnceIsTriedAgain() throws Exception {
    try (CutConnection connection = new CutConnection(server.port(), 1, 30_000)) {
      String ssh = "ssh -F " + server.config(connection.port(), "user", true);
      Ran ran = flash(second, ssh, "pi");
      assertThat(ran.out).startsWith("ok     pi: installed");
      assertThat(ran.exitCode).isZero();
      assertThat(status().current()).contains(second.contentHash());
    }
  }

  @Test
  void theReasonOfADeviceThatRefusesIsShown() throws Exception {
    install = deviceProgram("install - --store " + storeFolder + " --trusted-key " + KEY);
    Ran ran = flash(second, ssh("user", true), "pi");
    assertThat(ran.out)
        .isEqualTo(
            "FAILED pi: refused: the model is not signed, and this device runs signed models"
                + " only: sign it with smilet sign\n");
    assertThat(ran.exitCode).isOne();
    assertNothingChanged();
  }

  @Test
  void aDeviceWithoutTheProgramIsExplained() throws Exception {
    install = temp.resolve("no-such-program");
    Ran ran = flash(second, ssh("user", true), "pi");
    assertThat(ran.out).startsWith("FAILED pi: no such command on the device: " + install);
    assertThat(ran.exitCode).isOne();
  }

  @Test
  void twoFlashesAtTheSameTimeBothSucceed() throws Exception {
    ModelFile third = model(3);
    String ssh = ssh("user", true);
    CompletableFuture<Ran> other = CompletableFuture.supplyAsync(() -> flashUnchecked(third, ssh));
    Ran ran = flash(second, ssh, "pi");
    assertThat(ran.exitCode).as(ran.out).isZero();
    assertThat(other.get().exitCode).as(other.get().out).isZero();
    List<String> both = List.of(second.contentHash(), third.contentHash());
    String current = status().current().orElseThrow();
    String before = status().before().getFirst();
    assertThat(List.of(current, before)).containsExactlyInAnyOrderElementsOf(both);
  }

  @Test
  void allHostsOfAListAreFlashedAndTheExitCodeShowsAFailure() throws Exception {
    String user = System.getProperty("user.name") + "@";
    Path hosts = temp.resolve("hosts");
    Files.writeString(
        hosts, "# the class room\n" + user + "pi-a\n\n" + user + "pi-b # by the window\n");
    Ran ran = flash(second, ssh("user", true), "pi-a", "--hosts", hosts.toString());
    assertThat(ran.out.lines()).hasSize(2).allMatch(line -> line.startsWith("ok     pi-"));
    assertThat(ran.exitCode).isZero();

    Path unknown = Files.createDirectories(temp.resolve("folder/with things/in it"));
    Ran mixed = flash(second, ssh("user", true), "pi-a", unknown.getParent().toString());
    assertThat(mixed.out.lines()).hasSize(2);
    assertThat(mixed.out).contains("ok     pi-a").contains("FAILED");
    assertThat(mixed.exitCode).isOne();
  }

  @Test
  void theFirstHostIsAskedHowItIsAndGoesBackIfItProvesNothing() throws Exception {
    install = deviceProgram("\"$@\"");
    String user = System.getProperty("user.name") + "@";
    String store = " --store " + storeFolder;
    Path other = temp.resolve("other store");
    Ran ran =
        flash(
            second,
            ssh("user", true),
            "pi",
            other.toString(),
            "--canary",
            "1",
            "--wait",
            "1s",
            "--remote-command",
            install + " install -" + store);
    assertThat(ran.out.lines())
        .contains("stopped: pi: no loop runs", "pi: is back at the model before");
    assertThat(ran.exitCode).isOne();
    assertThat(status().current()).contains(first.contentHash());
    assertThat(other).as("the other target").doesNotExist();

    Ran fleet =
        run(
            List.of(
                SMILET.toString(),
                "fleet",
                "status",
                user + "pi",
                "--ssh",
                ssh("user", true),
                "--remote-command",
                "SMILET_STORE=" + storeFolder + " " + install));
    assertThat(fleet.out).isEqualTo("PROBLEM pi: no loop runs\n");
    assertThat(fleet.exitCode).isOne();
  }

  private void assertNothingChanged() throws IOException {
    assertThat(status().current()).contains(first.contentHash());
    assertThat(status().before()).isEmpty();
  }

  private StoreStatus status() throws IOException {
    return ModelStore.open(storeFolder, TrustPolicy.ANYONE).status();
  }

  private String ssh(String identity, boolean known) throws IOException {
    return "ssh -F " + server.config(server.port(), identity, known);
  }

  /** A script that runs this module's program like the launcher on a device. */
  private Path deviceProgram(String arguments) throws IOException {
    Path script = Files.createTempFile(temp, "smilet-device", "");
    Files.writeString(
        script,
        """
        #!/bin/sh
        exec %s/bin/java -XX:TieredStopAtLevel=1 -cp %s %s %s
        """
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                SmiletDevice.class.getName(),
                arguments));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  private Ran flashUnchecked(ModelFile model, String ssh) {
    try {
      return flash(model, ssh, "pi");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs the trainer's program like a user; the user's name is removed from its output. */
  private Ran flash(ModelFile model, String ssh, String host, String... more)
      throws IOException, InterruptedException {
    String user = System.getProperty("user.name") + "@";
    Path file = Files.write(temp.resolve(model.contentHash()), model.encode());
    List<String> command = new ArrayList<>();
    command.addAll(List.of(SMILET.toString(), "flash", file.toString(), user + host));
    command.addAll(List.of("--ssh", ssh));
    if (!List.of(more).contains("--remote-command")) {
      command.addAll(List.of("--remote-command", install.toString()));
    }
    command.addAll(List.of(more));
    return run(command);
  }

  private static Ran run(List<String> command) throws IOException, InterruptedException {
    String user = System.getProperty("user.name") + "@";
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SMILET_JAVA_OPTS", "-XX:TieredStopAtLevel=1"); // starts sooner
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out.replace(user, ""));
  }

  private record Ran(int exitCode, String out) {}

  /** A model of more than 60 kB, so that a connection can break in the middle. */
  private static ModelFile model(long seed) {
    Random random = new Random(seed);
    byte[] weights = new byte[128 * 128];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (byte) random.nextInt(-127, 128);
    }
    StringBuilder filling = new StringBuilder();
    while (filling.length() < 60_000) {
      filling.append(Long.toHexString(random.nextLong()));
    }
    Dense dense = new Dense(new Shape(128, 128, 1), weights, 0, 1000, 10);
    Model model = new Model(new Grid(128, 128), Normalisation.CONTRAST, List.of(dense));
    return new ModelFile(
        model, Thresholds.ROUGHLY_RIGHT, Map.of("filling", filling.toString()), List.of());
  }
}
