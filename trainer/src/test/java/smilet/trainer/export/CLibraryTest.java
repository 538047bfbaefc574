package smilet.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.shared.file.GoldenFrame;
import smilet.shared.file.ModelFile;

/** The folder that is written, and the build systems that it serves. */
class CLibraryTest {
  private static final ModelFile MODEL = ShapedModels.linear();

  @TempDir Path temp;

  private Path write(ModelFile model, String prefix) throws IOException {
    Path folder = temp.resolve(prefix);
    new CLibrary(model, prefix).write(folder);
    return folder;
  }

  @Test
  void theSameModelGivesTheSameFilesAndReplacesAnEarlierExport() throws IOException {
    Path folder = write(ShapedModels.network4k(), "smilet");
    assertThat(folder.resolve("src/smilet_model.h")).content().contains("8-8s1-10");
    write(MODEL, "smilet");
    for (var file : new CLibrary(MODEL, "smilet").files().entrySet()) {
      assertThat(folder.resolve(file.getKey())).content().isEqualTo(file.getValue());
    }
    assertThat(folder.resolve("src/smilet_model.h")).content().contains(MODEL.contentHash());
    assertThat(names(temp)).as("nothing temporary is left").containsExactly("smilet");
  }

  @Test
  void noMarkIsLeftUnfilledAndEveryNameHasThePrefix() {
    new CLibrary(MODEL, "door")
        .files()
        .forEach(
            (name, text) -> {
              assertThat(text).as(name).doesNotContain("smilet_", "SMILET_");
              assertThat(text).as(name).doesNotContainPattern("@\\w");
              assertThat(name).doesNotContain("smilet");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2door", "_door", "door_", "Door", "do-or", "do or", "dö", "a/b"})
  void aPrefixThatIsNoNameInCIsRefused(String prefix) {
    assertThatThrownBy(() -> new CLibrary(MODEL, prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was \"" + prefix + "\"");
  }

  @Test
  void filesThatNoExportWroteAreNeverReplaced() throws IOException {
    Path folder = write(MODEL, "smilet");
    Path own = Files.writeString(folder.resolve("src/own.c"), "int own;");
    assertThatThrownBy(() -> new CLibrary(ShapedModels.network4k(), "smilet").write(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write " + folder + ": it contains files that no export");
    assertThat(own).content().isEqualTo("int own;");
    assertThat(folder.resolve("src/smilet_model.h")).content().contains(MODEL.contentHash());
    assertThatThrownBy(() -> new CLibrary(MODEL, "smilet").write(own))
        .hasMessage("cannot write " + own + ": it is not a folder");
    assertThatThrownBy(() -> new CLibrary(MODEL, "smilet").write(temp.resolve("no/such")))
        .hasMessage("cannot write " + temp.resolve("no/such") + ": no such file or folder");
    assertThat(names(temp)).containsExactly("smilet");
  }

  @Test
  void anEmptyFolderIsFilled() throws IOException {
    Files.createDirectory(temp.resolve("smilet"));
    assertThat(write(MODEL, "smilet").resolve("src/smilet_model.c")).exists();
  }

  @Test
  void nothingIsLeftBehindIfWritingFailsHalfWay() {
    LibraryFolder folder = new LibraryFolder(temp.resolve("library"));
    Map<String, String> files = new LinkedHashMap<>();
    files.put("src", "a file");
    files.put("src/model.c", "a file in a file");
    assertThatThrownBy(() -> folder.write(files))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write " + temp.resolve("library") + ": ");
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftBehindInAFolderThatCannotBeWritten() throws IOException {
    Path locked = Files.createDirectory(temp.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(locked), "skipped: root may write everywhere");
      assertThatThrownBy(() -> new CLibrary(MODEL, "smilet").write(locked.resolve("library")))
          .hasMessage("cannot write " + locked.resolve("library") + ": permission denied");
      assertThat(names(locked)).isEmpty();
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void twoModelsLinkIntoOneProgram() throws Exception {
    CBuild build = CBuild.host().findFirst().get();
    build.requireTools();
    Path one = write(MODEL, "one").resolve("src");
    Path two = write(ShapedModels.network4k(), "two").resolve("src");
    Path main =
        Files.writeString(
            temp.resolve("main.c"),
            """
            #include <one_model.h>
            #include <two_model.h>
            #include <stdio.h>
            int main(void) {
              printf("%d %d", one_selftest(), two_selftest());
              return 0;
            }
            """);
    Path program =
        build.compile(
            temp,
            List.of(one, two),
            List.of(one.resolve("one_model.c"), two.resolve("two_model.c"), main));
    assertThat(build.run(program, new byte[0])).isEqualTo("0 0");
  }

  @Test
  void theSelftestCountsWrongAnswersAndTheCallerLearnsOfBadFrames() throws Exception {
    CBuild build = CBuild.host().findFirst().get();
    build.requireTools();
    List<GoldenFrame> golden = new ArrayList<>(MODEL.goldenFrames());
    golden.set(1, new GoldenFrame(golden.get(1).frame(), golden.get(1).logitQ16() + 1));
    golden.set(2, new GoldenFrame(golden.get(2).frame(), Integer.MIN_VALUE));
    ModelFile wrong = new ModelFile(MODEL.model(), MODEL.thresholds(), MODEL.training(), golden);
    Path source = write(wrong, "smilet").resolve("src");
    Path main =
        Files.writeString(
            temp.resolve("main.c"),
            """
            #include <smilet_model.h>
            #include <stdio.h>
            int main(void) {
              static const uint8_t pixels[1] = {0};
              static const uint16_t words[1] = {0};
              smilet_answer answer = {7, 7, 7};
              int refused = smilet_classify8(pixels, 0, 1, 8, &answer) == -1 &&
                            smilet_classify8(pixels, 1, 129, 8, &answer) == -1 &&
                            smilet_classify8(pixels, 1, 1, 9, &answer) == -1 &&
                            smilet_classify16(words, -1, 1, 9, &answer) == -1 &&
                            smilet_classify16(words, 1, 1, 17, &answer) == -1 &&
                            smilet_classify16(words, 1, 1, 0, &answer) == -1;
              printf("%d %d %d ", smilet_selftest(), refused, (int)answer.logit_q16);
              printf("%d", smilet_classify16(words, 1, 1, 16, &answer));
              return 0;
            }
            """);
    Path program =
        build.compile(temp, List.of(source), List.of(source.resolve("smilet_model.c"), main));
    assertThat(build.run(program, new byte[0])).isEqualTo("2 1 7 0");
  }

  /** An ATmega328, on which an int has 16 bits and constants are read from flash. */
  @Test
  void theSelftestPassesOnAnArduinoUno() throws Exception {
    CTool.require("avr-gcc", "gcc-avr avr-libc");
    CTool.require("simavr", "simavr");
    Path source = write(MODEL, "smilet").resolve("src");
    Path main =
        Files.writeString(
            temp.resolve("main.c"),
            """
            #include <avr/io.h>
            #include <avr/sleep.h>
            #include <smilet_model.h>
            int main(void) {
              char text[] = "- frames differ\\n";
              volatile uint16_t wait;
              uint8_t i;
              text[0] = (char)('0' + smilet_selftest());
              UCSR0B = 1 << TXEN0;
              for (i = 0; text[i] != 0; i++) {
                while (!(UCSR0A & (1 << UDRE0))) {
                }
                UDR0 = (uint8_t)text[i];
              }
              for (wait = 0; wait < 60000; wait++) {
              }
              sleep_mode(); /* with interrupts off, which ends simavr */
              return 0;
            }
            """);
    List<String> command = new ArrayList<>(List.of("avr-gcc", "-mmcu=atmega328p", "-Os"));
    command.addAll(CTool.STRICT);
    command.addAll(List.of("-I" + source, source + "/smilet_model.c", main.toString()));
    command.addAll(List.of("-o", "program.elf"));
    CTool.run(temp, command);
    assertThat(CTool.run(temp, List.of("simavr", "-m", "atmega328p", "program.elf")))
        .contains("0 frames differ");
  }

  @Test
  void theMakefileBuildsAProgramThatPrintsPercentages() throws Exception {
    CTool.require("make", "make");
    CTool.require("cc", "gcc");
    Path example = write(MODEL, "door").resolve("examples/stdin");
    CTool.run(example, List.of("make", "CFLAGS=-O1 -Werror"));
    byte[] frames = TestFrames.pgm(TestFrames.of(1));
    assertThat(CTool.run(example, List.of("./door_stdin"), frames))
        .matches("\\d+\\.\\d % (smile|unsure|not-smile) -?\\d+\n");
  }

  @Test
  void cmakeBuildsItForTheseTwoKindsOfProjects() throws Exception {
    CTool.require("cmake", "cmake");
    CTool.require("cc", "gcc");
    Path library = write(MODEL, "door");
    // A program that adds the library as the Pico SDK does.
    Path project = Files.createDirectory(temp.resolve("pico"));
    Files.writeString(
        project.resolve("main.c"),
        "#include <door_model.h>\nint main(void) { return door_selftest(); }\n");
    Files.writeString(
        project.resolve("CMakeLists.txt"),
        """
        cmake_minimum_required(VERSION 3.13)
        project(app C)
        add_subdirectory("%s" door_model)
        add_executable(app main.c)
        target_link_libraries(app door_model)
        """
            .formatted(library));
    CTool.run(project, List.of("cmake", "-S", ".", "-B", "build"));
    CTool.run(project, List.of("cmake", "--build", "build"));
    CTool.run(project, List.of("build/app"));
    // ESP-IDF defines ESP_PLATFORM and the function that registers a component.
    Path idf = Files.createDirectory(temp.resolve("idf"));
    Files.writeString(
        idf.resolve("CMakeLists.txt"),
        """
        cmake_minimum_required(VERSION 3.16)
        project(app C)
        set(ESP_PLATFORM 1)
        function(idf_component_register)
          message(STATUS "registered ${ARGV}")
        endfunction()
        add_subdirectory("%s" door_model)
        """
            .formatted(library));
    assertThat(CTool.run(idf, List.of("cmake", "-S", ".", "-B", "build")))
        .contains("registered SRCS;src/door_model.c;INCLUDE_DIRS;src");
  }

  @Test
  void theSketchCompilesAsCpp() throws Exception {
    CTool.require("g++", "g++");
    Path library = write(MODEL, "door");
    Path arduino =
        Files.writeString(
            temp.resolve("Arduino.h"),
            """
            #include <stddef.h>
            #include <stdint.h>
            enum { LOW, HIGH, OUTPUT };
            void pinMode(int, int);
            void digitalWrite(int, int);
            struct Port {
              void begin(long);
              size_t readBytes(char *, size_t);
              void print(long);
              void println(const char *);
            };
            extern Port Serial;
            """);
    CTool.run(
        temp,
        List.of(
            "g++",
            "-std=c++11",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-fsyntax-only",
            "-include",
            arduino.toString(),
            "-I" + library.resolve("src"),
            "-xc++",
            library.resolve("examples/door_frame/door_frame.ino").toString()));
  }

  @Test
  void packageFilesAreWellFormed() throws IOException {
    Path library = write(MODEL, "door");
    var json = new ObjectMapper().readTree(library.resolve("library.json").toFile());
    assertThat(json.get("name").asText()).isEqualTo("door_model");
    assertThat(json.get("description").asText()).contains(MODEL.contentHash());
    assertThat(library.resolve("library.properties"))
        .content()
        .contains("name=door_model\n", "includes=door_model.h\n", "architectures=*\n");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
