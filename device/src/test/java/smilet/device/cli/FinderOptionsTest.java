package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import smilet.device.scene.FinderLocation;
import smilet.device.scene.SceneSettings;
import smilet.shared.store.TrustPolicy;

final class FinderOptionsTest {
  @TempDir Path folder;

  private SceneSettings settings(String config, String... options) throws IOException {
    CommandLine program = SmiletDevice.commandLine();
    CommandLine run = program.getSubcommands().get("run");
    Path file = Files.writeString(folder.resolve("smilet.toml"), config);
    program.setDefaultValueProvider(ConfigFile.read(file, run.getCommandSpec()));
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of(options));
    program.parseArgs(words.toArray(String[]::new));
    return run.<RunCommand>getCommand().finder.settings(TrustPolicy.ANYONE, folder);
  }

  @Test
  void whetherFacesAreFoundIsForTheSensorUnlessItIsSaid() throws IOException {
    assertThat(settings("").find()).isEmpty();
    assertThat(settings("", "--find").find()).contains(true);
    assertThat(settings("", "--no-find").find()).contains(false);
  }

  @Test
  void theCommandLineOverridesTheConfiguration() throws IOException {
    for (boolean configured : new boolean[] {true, false}) {
      String config = "find = " + configured;
      assertThat(settings(config).find()).contains(configured);
      assertThat(settings(config, "--find").find()).contains(true);
      assertThat(settings(config, "--no-find").find()).contains(false);
    }
  }

  @Test
  void everyOptionIsAKey() throws IOException {
    assertThat(settings("faces = 3\nfinder = \"f.smilet\"\nsmallest-face = 40\nfind = true"))
        .isEqualTo(
            new SceneSettings(
                Optional.of(true),
                Optional.of(new FinderLocation(Path.of("f.smilet"), TrustPolicy.ANYONE, folder)),
                3,
                OptionalInt.of(40)));
  }
}
