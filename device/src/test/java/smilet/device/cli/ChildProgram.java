package smilet.device.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class in a virtual machine of its own. */
public final class ChildProgram {
  private ChildProgram() {}

  /** With the options of the launcher. */
  public static ProcessBuilder of(Class<?> main, String... arguments) {
    List<String> command = commandLine(main, arguments);
    command.addAll(1, List.of("-XX:+UseSerialGC", "-Xmx32m"));
    return new ProcessBuilder(command);
  }

  /** The words that start a main class of this class path and compile it quickly. */
  static List<String> commandLine(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
