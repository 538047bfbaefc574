package smilet.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.ModelFile;

/** The build systems that the exported folder serves. */
class BuildSystemsTest {
  private static final ModelFile MODEL = ShapedModels.linear();

  @TempDir Path temp;

  private Path write(String prefix) throws IOException {
    Path folder = temp.resolve(prefix);
    new CLibrary(MODEL, prefix).write(folder);
    return folder;
  }

  /** An ATmega328, on which an int has 16 bits and constants are read from flash. */
  @Test
  void theSelftestPassesOnAnArduinoUno() throws Exception {
    CTool.require("avr-gcc", "gcc-avr avr-libc");
    CTool.require("simavr", "simavr");
    Path source = write("smilet").resolve("src");
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
    // It prints what arrives on the serial port as an error.
    List<String> simulator = List.of("sh", "-c", "simavr -m atmega328p program.elf 2>&1");
    assertThat(CTool.run(temp, simulator)).contains("0 frames differ");
  }

  @Test
  void theMakefileBuildsAProgramThatPrintsPercentages() throws Exception {
    CTool.require("make", "make");
    CTool.require("cc", "gcc");
    Path example = write("door").resolve("examples/stdin");
    CTool.run(example, List.of("make", "CFLAGS=-O1 -Werror"));
    byte[] frames = TestFrames.pgm(TestFrames.of(1));
    assertThat(CTool.run(example, List.of("./door_stdin"), frames))
        .matches("\\d+\\.\\d % (smile|unsure|not-smile) -?\\d+\n");
  }

  @Test
  void cmakeBuildsItForThePicoSdkAndForEspIdf() throws Exception {
    CTool.require("cmake", "cmake");
    CTool.require("cc", "gcc");
    Path library = write("door");
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
    Path library = write("door");
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
    Path library = write("door");
    var json = new ObjectMapper().readTree(library.resolve("library.json").toFile());
    assertThat(json.get("name").asText()).isEqualTo("door_model");
    assertThat(json.get("description").asText()).contains(MODEL.contentHash());
    assertThat(library.resolve("library.properties"))
        .content()
        .contains("name=door_model\n", "includes=door_model.h\n", "architectures=*\n");
  }
}
