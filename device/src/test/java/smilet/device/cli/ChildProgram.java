package smilet.device.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class in a virtual machine of its own, with the options of the launcher. */
final class ChildProgram {
  private ChildProgram() {}

  static ProcessBuilder of(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms8m", "-Xmx32m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
