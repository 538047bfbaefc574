package smilet.device.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import smilet.device.sensor.choice.SensorKind;

/** The text of a configuration: how a key is written, and how keys are changed. */
final class ConfigText {
  private ConfigText() {}

  /** The line that gives a key a value, as it would be on the command line. */
  static String assignment(OptionSpec option, String value) {
    String key = key(option);
    if (isYesOrNo(option) || isWholeNumber(option)) {
      return key + " = " + value;
    }
    if (!option.isMultiValue()) {
      return key + " = " + quoted(value);
    }
    if (option.typeInfo().getAuxiliaryTypes()[0] == Integer.class) {
      return key + " = [" + value.replace(",", ", ") + "]";
    }
    List<String> items = new ArrayList<>();
    for (String item : value.split(",", -1)) {
      items.add(quoted(item));
    }
    return key + " = [" + String.join(", ", items) + "]";
  }

  /** Whether an option is true or false. */
  static boolean isYesOrNo(OptionSpec option) {
    return option.type() == boolean.class || option.auxiliaryTypes()[0] == Boolean.class;
  }

  /** Whether the value of an option is a whole number. */
  static boolean isWholeNumber(OptionSpec option) {
    return option.type() == int.class || option.type() == Integer.class;
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  static String key(OptionSpec option) {
    return option.longestName().substring(2);
  }

  /**
   * A text with other values. All other lines stay, but keys of another sensor than the new one
   * become comments. New keys come before the first table, because they would belong to it after
   * its name.
   *
   * @param values the line of each key that changes
   */
  static String changed(String text, Map<String, String> values, SensorKind sensor) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int i = 0; i < lines.size(); i++) {
      String key = lines.get(i).split("=", 2)[0].strip();
      Optional<SensorKind> owner = SensorKind.ofOption(key);
      if (owner.isPresent() && owner.get() != sensor && !values.containsKey(key)) {
        lines.set(i, "# " + lines.get(i));
      }
    }
    values.forEach(
        (key, line) -> {
          Pattern old = Pattern.compile("\\s*" + Pattern.quote(key) + "\\s*=.*");
          Optional<String> present =
              lines.stream().filter(each -> old.matcher(each).matches()).findFirst();
          if (present.isPresent()) {
            lines.set(lines.indexOf(present.get()), line);
          } else {
            lines.add(firstTable(lines), line);
          }
        });
    return String.join("\n", lines) + "\n";
  }

  private static int firstTable(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith("[")) {
        return i;
      }
    }
    return lines.size();
  }
}
