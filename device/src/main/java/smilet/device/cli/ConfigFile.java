package smilet.device.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import smilet.device.sensor.choice.SensorKind;
import smilet.device.toml.TomlFile;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/**
 * A configuration in TOML. A key is the name of an option of {@code run} without its dashes, and
 * its value is the default of that option, so that the command line overrides the file. The first
 * words of a key may be the name of a table. Every error names the line.
 */
final class ConfigFile implements IDefaultValueProvider {
  static final String OPTION = "--config";

  /** The option of other commands whose default is the key "model". */
  static final String STORE_OPTION = "--store";

  /** The environment variable with the default of that option. */
  static final String STORE_VARIABLE = "SMILET_STORE";

  private record Entry(String value, int line) {}

  private final Path file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private ConfigFile(Path file, TomlParseResult toml, CommandSpec run) {
    this.file = file;
    for (String path : toml.dottedKeySet()) {
      String key = path.replace('.', '-'); // [page] listen is page-listen
      int line = toml.inputPositionOf(path).line();
      OptionSpec option = run.findOption("--" + key);
      if (option == null || !option.longestName().equals("--" + key) || !isKey(option)) {
        throw error(line, "no such key: " + key + "; smilet-device config prints all keys");
      }
      entries.put(key, new Entry(text(toml.get(path), option, line), line));
    }
    requireOneSensor();
  }

  /** The environment variable that names the configuration of the service on this machine. */
  static final String VARIABLE = "SMILET_CONFIG";

  /** The commands that use the service's configuration unless they are told which store to use. */
  private static final Set<String> STORE_COMMANDS =
      Set.of("install", "status", "rollback", "trust", "page", "captures");

  /** The command that writes a configuration, which therefore need not exist. */
  private static final String SETUP = "setup";

  /** Reads the configuration that the arguments or the environment name, if they name one. */
  static Optional<ConfigFile> of(
      String[] arguments, Map<String, String> environment, CommandSpec run) {
    String command = arguments.length > 0 ? arguments[0] : "";
    Optional<String> named = valueOf(OPTION, arguments);
    if (named.isEmpty() && usesService(command, arguments, environment)) {
      named = Optional.ofNullable(environment.get(VARIABLE));
    }
    return named
        .map(Path::of)
        .filter(path -> !command.equals(SETUP) || Files.exists(path))
        .map(path -> read(path, run));
  }

  private static boolean usesService(
      String command, String[] arguments, Map<String, String> environment) {
    return command.equals(SETUP)
        || (STORE_COMMANDS.contains(command)
            && valueOf(STORE_OPTION, arguments).isEmpty()
            && !environment.containsKey(STORE_VARIABLE));
  }

  /** What follows an option on the command line, which is not parsed yet. */
  private static Optional<String> valueOf(String option, String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(option + "=")) {
        return Optional.of(arguments[i].substring(option.length() + 1));
      }
      if (arguments[i].equals(option) && i + 1 < arguments.length) {
        return Optional.of(arguments[i + 1]);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a configuration.
   *
   * @throws UserError if the file cannot be read, or a line of it is wrong
   */
  static ConfigFile read(Path file, CommandSpec run) {
    try {
      return new ConfigFile(file, TomlFile.read(file), run);
    } catch (IOException e) {
      throw new UserError(new FileError("cannot read configuration", file, e).getMessage(), e);
    }
  }

  /** Whether an option may be a key: it describes the device, not one run. */
  static boolean isKey(OptionSpec option) {
    return !option.usageHelp()
        && !option.versionHelp()
        && !option.longestName().equals(OPTION)
        && !option.longestName().equals(STORE_OPTION)
        && !option.longestName().equals("--frames")
        && !option.longestName().equals("--seconds");
  }

  /** The value as text, as it would be on the command line. */
  private String text(Object value, OptionSpec option, int line) {
    String key = option.longestName().substring(2);
    if (ConfigText.isYesOrNo(option)) {
      return require(value instanceof Boolean, value, key, "true or false", line);
    }
    if (ConfigText.isWholeNumber(option)) {
      return require(value instanceof Long, value, key, "a whole number", line);
    }
    if (option.isMultiValue()) {
      boolean list = value instanceof TomlArray;
      require(list, value, key, "a list in [brackets]", line);
      return String.join(",", ((TomlArray) value).toList().stream().map(String::valueOf).toList());
    }
    boolean isText = value instanceof String text && !text.isEmpty();
    String text = require(isText, value, key, "text in \"quotes\"", line);
    boolean isPath = List.of(option.auxiliaryTypes()).contains(Path.class);
    return isPath ? withHome(text) : text;
  }

  /** Replaces the home folder at the beginning of a path, as the shell does on the command line. */
  private static String withHome(String path) {
    for (String home : List.of("~/", "$HOME/", "${HOME}/")) {
      if (path.startsWith(home)) {
        return System.getProperty("user.home") + "/" + path.substring(home.length());
      }
    }
    return path;
  }

  private String require(boolean valid, Object value, String key, String kind, int line) {
    if (!valid) {
      throw error(line, key + " must be " + kind);
    }
    return String.valueOf(value);
  }

  /** Refuses keys that are for another sensor than the one in the same file. */
  private void requireOneSensor() {
    Entry sensor = entries.get("sensor");
    if (sensor == null) {
      return;
    }
    Optional<SensorKind> chosen = SensorKind.find(sensor.value());
    entries.forEach(
        (key, entry) -> {
          Optional<SensorKind> owner = SensorKind.ofOption(key);
          if (owner.isPresent() && !owner.equals(chosen)) {
            throw error(
                entry.line(),
                String.format(
                    Locale.ROOT,
                    "%s contradicts sensor = \"%s\" in line %d; remove one of them",
                    key,
                    sensor.value(),
                    sensor.line()));
          }
        });
  }

  private UserError error(int line, String what) {
    return new UserError(String.format(Locale.ROOT, "%s, line %d: %s", file, line, what));
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option && option.longestName().startsWith("--")) {
      String name = option.longestName();
      Entry entry = entries.get(name.equals(STORE_OPTION) ? "model" : name.substring(2));
      return entry == null ? null : entry.value();
    }
    return null;
  }

  /** Adds the file and line of every option that a message names and this file sets. */
  String located(String message) {
    StringBuilder located = new StringBuilder(message);
    entries.forEach(
        (key, entry) -> {
          if (message.matches("(?s).*--" + key + "(?![a-z0-9-]).*")) {
            located.append(String.format(Locale.ROOT, " (%s, line %d)", file, entry.line()));
          }
        });
    return located.toString();
  }
}
