package smilet.shared.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class of this class path in a virtual machine of its own. */
final class ChildProgram {
  private ChildProgram() {}

  static ProcessBuilder of(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
