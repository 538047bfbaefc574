package smilet.device.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
 * its value is the default of that option, so that the command line overrides the file. Every error
 * names the line.
 */
final class ConfigFile implements IDefaultValueProvider {
  static final String OPTION = "--config";

  /** The option of other commands whose default is the key "model". */
  static final String STORE_OPTION = "--store";

  private record Entry(String value, int line) {}

  private final Path file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private ConfigFile(Path file, TomlParseResult toml, CommandSpec run) {
    this.file = file;
    for (String key : toml.keySet()) {
      int line = toml.inputPositionOf(key).line();
      OptionSpec option = run.findOption("--" + key);
      if (option == null || !isKey(option)) {
        throw error(line, "no such key: " + key + "; smilet-device config prints all keys");
      }
      entries.put(key, new Entry(text(toml.get(key), option, line), line));
    }
    requireOneSensor();
  }

  /** Reads the configuration that the arguments name, if they name one. */
  static Optional<ConfigFile> ofArguments(String[] arguments, CommandSpec run) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(OPTION + "=")) {
        return Optional.of(read(Path.of(arguments[i].substring(OPTION.length() + 1)), run));
      }
      if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
        return Optional.of(read(Path.of(arguments[i + 1]), run));
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
    Class<?> type = option.type();
    if (type == boolean.class) {
      return require(value instanceof Boolean, value, key, "true or false", line);
    }
    if (type == int.class) {
      return require(value instanceof Long, value, key, "a whole number", line);
    }
    if (option.isMultiValue()) {
      boolean list = value instanceof TomlArray;
      require(list, value, key, "a list in [brackets]", line);
      return String.join(",", ((TomlArray) value).toList().stream().map(String::valueOf).toList());
    }
    boolean isText = value instanceof String text && !text.isEmpty();
    return require(isText, value, key, "text in \"quotes\"", line);
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
