package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.ModelFile;
import smilet.shared.file.VerificationKey;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;
import smilet.shared.store.LoopPresence;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

class StoreCommandsTest {
  @TempDir Path temp;

  private final ModelFile first = model(12, 1);
  private final ModelFile second = model(12, 2);

  @Test
  void installReadsStandardInputAndAnswersOneLineOfJson() throws Exception {
    CommandRun ran = install(first.encode());
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.json())
        .containsEntry("installed", "true")
        .containsEntry("hash", first.contentHash())
        .containsEntry("loop", "no-loop");
    assertThat(store().currentHash()).contains(first.contentHash());
  }

  @Test
  void installAlsoReadsAFile() throws Exception {
    Path file = Files.write(temp.resolve("m.smilet"), first.encode());
    CommandRun ran = CommandRun.of(new byte[0], "install", file.toString(), "--store", folder());
    assertThat(ran.exitCode()).isZero();
    assertThat(store().currentHash()).contains(first.contentHash());
  }

  @Test
  void installWaitsForTheRunningLoop() throws Exception {
    install(first.encode());
    try (LoopPresence loop = store().startRunning()) {
      loop.tookUp(second.contentHash());
      assertThat(install(second.encode()).json()).containsEntry("loop", "taken-up");
      CommandRun late =
          CommandRun.of(first.encode(), "install", "-", "--store", folder(), "--wait", "0");
      assertThat(late.exitCode()).isOne();
      assertThat(late.json()).containsEntry("installed", "true").containsEntry("loop", "timed-out");
    }
  }

  @Test
  void invalidModelsAreRefusedWithAReasonAndNothingChanges() throws Exception {
    install(first.encode());
    byte[] whole = second.encode();
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1;
    Map<String, byte[]> refused = new HashMap<>();
    refused.put("cut short", Arrays.copyOf(whole, whole.length - 1));
    refused.put("damaged", damaged);
    refused.put("not a Smilet model", "hello".getBytes(StandardCharsets.UTF_8));
    refused.put("larger than", new byte[ModelFile.MAX_BYTES + 1]);
    for (Map.Entry<String, byte[]> input : refused.entrySet()) {
      CommandRun ran = install(input.getValue());
      assertThat(ran.exitCode()).as(input.getKey()).isEqualTo(2);
      assertThat(ran.json()).containsEntry("installed", "false");
      assertThat(ran.json().get("reason")).contains(input.getKey());
      assertThat(store().currentHash()).contains(first.contentHash());
    }
  }

  @Test
  void aModelFinerThanTheSensorIsRefused() throws Exception {
    CommandRun ran =
        CommandRun.of(first.encode(), "install", "-", "--store", folder(), "--sensor-grid", "4x4");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.json().get("reason"))
        .isEqualTo(
            "the model is for a 12x12 grid, but the sensor has only 4x4 pixels;"
                + " train one with --grid 4x4");
  }

  @Test
  void aModelFinerThanTheRunningLoopsSensorIsRefusedAndNothingChanges() throws Exception {
    ModelFile coarse = model(4, 1);
    install(coarse.encode());
    try (LoopPresence loop = store().startRunning()) {
      loop.announceSensor(new Grid(4, 4));
      loop.tookUp(coarse.contentHash());
      CommandRun ran = install(first.encode());
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.json())
          .containsEntry("installed", "false")
          .containsEntry(
              "reason",
              "the model is for a 12x12 grid, but the sensor has only 4x4 pixels;"
                  + " train one with --grid 4x4");
      assertThat(store().currentHash()).contains(coarse.contentHash());
      assertThat(CommandRun.of(new byte[0], "status", "--store", folder(), "--json").json())
          .containsEntry("sensor", "4x4");
    }
    assertThat(install(first.encode()).exitCode())
        .as("the next loop may have another sensor")
        .isZero();
  }

  @Test
  void theConfigurationOfRunGivesStoreKeysAndSensor() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    VerificationKey key = VerificationKey.of(pair.getPublic());
    Path config = temp.resolve("smilet.toml");
    Files.writeString(
        config,
        """
        model = "%s"
        trusted-key = ["%s"]
        sensor = "pipe:16x8:grey8:cat"
        rotate = 90
        crop = "8x12+0+0"
        """
            .formatted(folder(), key.hex()));
    String[] install = {"install", "-", "--config", config.toString()};
    assertThat(CommandRun.of(first.encode(), install).json().get("reason")).contains("not signed");
    byte[] fine = first.signed(pair.getPrivate(), key, 5).encode();
    assertThat(CommandRun.of(fine, install).json())
        .containsEntry(
            "reason",
            "the model is for a 12x12 grid, but the sensor has only 8x12 pixels;"
                + " train one with --grid 8x12");
    ModelFile coarse = model(8, 1).signed(pair.getPrivate(), key, 5);
    assertThat(CommandRun.of(coarse.encode(), install).exitCode()).isZero();
    assertThat(CommandRun.of(new byte[0], "status", "--config", config.toString()).out())
        .contains("current  " + coarse.contentHash());
    Files.writeString(config, Files.readString(config).replace("rotate = 90", "rotate = 45"));
    assertThat(CommandRun.of(fine, install).json().get("reason"))
        .contains("0, 90, 180 or 270 degrees, was 45");
  }

  @Test
  void theEnvironmentNamesTheConfigurationOfCommandsThatAreToldNoStore() throws Exception {
    Path config = temp.resolve("smilet.toml");
    Files.writeString(config, "model = \"%s\"\n".formatted(folder()));
    Map<String, String> service = Map.of("SMILET_CONFIG", config.toString());
    assertThat(CommandRun.of(service, first.encode(), "install", "-").exitCode()).isZero();
    assertThat(store().currentHash()).contains(first.contentHash());
    assertThat(CommandRun.of(service, new byte[0], "status").out()).contains(first.contentHash());

    assertThat(
            CommandRun.of(service, new byte[0], "trust", "--set", "--for", "front door").exitCode())
        .isZero();
    assertThat(store().status().trust().kind()).contains("front door");
    assertThat(CommandRun.of(service, new byte[0], "trust", "--accept-all").exitCode()).isZero();
    assertThat(store().status().trust().kind()).isEmpty();

    String other = temp.resolve("other").toString();
    assertThat(CommandRun.of(service, first.encode(), "install", "-", "--store", other).exitCode())
        .isZero();
    assertThat(Path.of(other, "state")).exists();

    Files.delete(config);
    assertThat(CommandRun.of(service, new byte[0], "status").err())
        .startsWith("smilet-device: cannot read configuration " + config);
    assertThat(CommandRun.of(service, new byte[0], "config").exitCode()).isZero();
  }

  @Test
  void withATrustedKeyOnlySignedModelsAreAccepted() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    VerificationKey key = VerificationKey.of(pair.getPublic());
    String[] install = {"install", "-", "--store", folder(), "--trusted-key", key.hex()};
    CommandRun unsigned = CommandRun.of(first.encode(), install);
    assertThat(unsigned.exitCode()).isEqualTo(2);
    assertThat(unsigned.json().get("reason")).contains("not signed");
    assertThat(CommandRun.of(first.signed(pair.getPrivate(), key, 5).encode(), install).exitCode())
        .isZero();
  }

  @Test
  void rollbackAndStatusPrintWhatIsCurrent() throws Exception {
    install(first.encode());
    install(second.encode());
    CommandRun status = CommandRun.of(new byte[0], "status", "--store", folder(), "--json");
    assertThat(status.json()).containsEntry("current", second.contentHash());
    CommandRun back = CommandRun.of(new byte[0], "rollback", "--store", folder());
    assertThat(back.exitCode()).isZero();
    assertThat(back.json()).containsEntry("hash", first.contentHash());
    assertThat(CommandRun.of(new byte[0], "status", "--store", folder()).out())
        .contains("current  " + first.contentHash())
        .contains("before   " + second.contentHash())
        .contains("running  no loop");
  }

  @Test
  void withoutAStoreStatusAndRollbackReportWhatToDo() {
    for (String command : List.of("status", "rollback")) {
      CommandRun ran = CommandRun.of(new byte[0], command, "--store", folder());
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err())
          .isEqualTo(
              "smilet-device %s: there is no model store at %s: flash a model there first\n"
                  .formatted(command, folder()));
    }
  }

  private CommandRun install(byte[] input) {
    return CommandRun.of(input, "install", "-", "--store", folder());
  }

  private String folder() {
    return temp.resolve("store").toString();
  }

  private ModelStore store() throws IOException {
    return ModelStore.open(Path.of(folder()), TrustPolicy.ANYONE);
  }

  private static ModelFile model(int side, int weight) {
    byte[] weights = new byte[side * side];
    Arrays.fill(weights, (byte) weight);
    Dense dense = new Dense(new Shape(side, side, 1), weights, 0, 1000, 10);
    Model model = new Model(new Grid(side, side), Normalisation.CONTRAST, List.of(dense));
    return new ModelFile(model, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of());
  }
}
