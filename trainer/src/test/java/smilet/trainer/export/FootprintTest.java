package smilet.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import smilet.shared.file.ModelFile;

/** What the library takes of a Cortex-M, as compilers and QEMU measure it. */
class FootprintTest {
  private static final Pattern MEASURED =
      Pattern.compile("(\\d+) instructions per frame, (\\d+) bytes of stack.*\\R?");

  /** What memcpy, memset and the 64-bit arithmetic of a Cortex-M0 push at most. */
  private static final int LIBRARY_STACK_BYTES = 32;

  @TempDir Path temp;

  static Stream<ModelFile> models() {
    return Stream.of(ShapedModels.linear(), ShapedModels.network4k(), ShapedModels.network16k());
  }

  @ParameterizedTest
  @MethodSource("models")
  void flashIsAboutWhatIsSaidAndRamExactly(ModelFile model) throws Exception {
    Footprint footprint = Footprint.of(model);
    int[] size = size(model, CBuild.cortexM("m4", "-Os"));
    assertThat(size[0]).isCloseTo(footprint.flashBytes(), within(footprint.flashBytes() / 20));
    assertThat(size[1]).isEqualTo(footprint.ramBytes());
  }

  @Test
  void the4kNetworkTakesAtMost8KiBOfFlashAnd12KiBOfRam() throws Exception {
    for (CBuild build : CBuild.cortexM().toList()) {
      int[] size = size(ShapedModels.network4k(), build);
      assertThat(size[0]).as("flash, %s", build).isLessThanOrEqualTo(8 << 10);
      assertThat(size[1]).as("RAM, %s", build).isLessThanOrEqualTo(12 << 10);
    }
  }

  /** Code and constants, and memory, of a program that does nothing but classify. */
  private int[] size(ModelFile model, CBuild build) throws Exception {
    build.requireTools();
    Path source = export(model);
    List<String> command = new ArrayList<>(List.of(build.compiler()));
    build.options().stream()
        .filter(option -> option.startsWith("-O") || option.startsWith("-m"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-std=c99",
            "-ffunction-sections",
            "-fdata-sections",
            "-nostartfiles",
            "--specs=nano.specs",
            "-Wl,--gc-sections,--no-warn-rwx-segments,--entry=smilet_classify8",
            "smilet_model.c",
            "-o",
            "library.elf"));
    CTool.run(source, command);
    String table = CTool.run(source, List.of("arm-none-eabi-size", "library.elf"));
    String[] columns = table.lines().skip(1).findFirst().orElseThrow().strip().split("\\s+", -1);
    return new int[] {
      Integer.parseInt(columns[0]) + Integer.parseInt(columns[1]), Integer.parseInt(columns[2])
    };
  }

  /**
   * No function calls itself, so that all of them together, with the larger of the functions that
   * callers use, are more than the stack ever holds. The libraries of gcc and newlib add a little.
   */
  @Test
  void theStackIsAtMostWhatTheHeaderSays() throws Exception {
    for (CBuild build : CBuild.cortexM().toList()) {
      build.requireTools();
      Path source = export(ShapedModels.network4k());
      List<String> command =
          new ArrayList<>(List.of(build.compiler(), "-std=c99", "-fstack-usage", "-c"));
      command.addAll(build.options().subList(0, 3));
      command.addAll(List.of("smilet_model.c", "-o", "model.o"));
      CTool.run(source, command);
      int sum = LIBRARY_STACK_BYTES;
      int entry = 0;
      for (String line : Files.readAllLines(source.resolve("model.su"))) {
        String[] columns = line.split("\t", -1);
        assertThat(columns[2]).isEqualTo("static");
        int bytes = Integer.parseInt(columns[1]);
        if (columns[0].matches(".*:smilet_(classify8|classify16|selftest)")) {
          entry = Math.max(entry, bytes);
        } else {
          sum += bytes;
        }
      }
      assertThat(sum + entry).as(build.name()).isLessThanOrEqualTo(Footprint.STACK_BYTES);
    }
  }

  @Test
  void aCortexM4Takes8MillionInstructionsAtMostAndHardlyMoreWithOs() throws Exception {
    long fast = measure("m4", "-O2");
    long small = measure("m4", "-Os");
    assertThat(fast).isLessThanOrEqualTo(8_000_000);
    assertThat((double) small / fast).isLessThanOrEqualTo(1.2);
  }

  private long measure(String core, String level) throws Exception {
    CBuild build = CBuild.cortexM(core, level);
    build.requireTools();
    Path source = export(ShapedModels.network4k());
    Path program =
        build.compile(
            source,
            List.of(source),
            List.of(source.resolve("smilet_model.c"), CBuild.CORTEX_M.resolve("count.c")));
    List<String> command = new ArrayList<>(build.runner());
    command.addAll(1, List.of("-icount", "shift=0"));
    command.add(program.toString());
    String said = CTool.run(source, command);
    Matcher matcher = MEASURED.matcher(said);
    assertThat(matcher.matches()).as(said).isTrue();
    assertThat(Integer.parseInt(matcher.group(2))).isLessThanOrEqualTo(Footprint.STACK_BYTES);
    return Long.parseLong(matcher.group(1));
  }

  private Path export(ModelFile model) throws Exception {
    Path library = Files.createTempDirectory(temp, "export").resolve("library");
    new CLibrary(model, CLibrary.PREFIX).write(library);
    return library.resolve("src");
  }
}
