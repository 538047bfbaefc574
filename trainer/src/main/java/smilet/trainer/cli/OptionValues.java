package smilet.trainer.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import smilet.shared.frame.Normalisation;
import smilet.trainer.descent.Recipe;
import smilet.trainer.pipeline.SmileWeight;
import smilet.trainer.quantise.ThresholdChoice;

/** Reads the values of options that have a type of their own. */
final class OptionValues {
  private OptionValues() {}

  /** Reads --decide. */
  static ThresholdChoice thresholdChoice(String text) {
    if (text.equals("roughly-right")) {
      return new ThresholdChoice.RoughlyRight();
    }
    if (text.equals("best-f1")) {
      return new ThresholdChoice.BestF1();
    }
    String rule = "must be roughly-right, best-f1 or, for example, precision=0.95";
    if (text.startsWith("precision=")) {
      return new ThresholdChoice.TargetPrecision(
          number(text.substring("precision=".length()), rule));
    }
    throw new IllegalArgumentException("%s, was \"%s\"".formatted(rule, text));
  }

  /** Reads --normalisation. */
  static Normalisation normalisation(String text) {
    for (Normalisation normalisation : Normalisation.values()) {
      if (normalisation.name().equalsIgnoreCase(text)) {
        return normalisation;
      }
    }
    throw new IllegalArgumentException("must be contrast or none, was \"" + text + "\"");
  }

  /** Reads --at. */
  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException notATime) {
      throw new IllegalArgumentException(
          "must be a time in UTC, for example 2026-01-31T12:00:00Z, was \"" + text + "\"");
    }
  }

  /** Reads --wait: a whole number of seconds, minutes or hours. */
  static Duration duration(String text) {
    String rule = "must be a time such as 90s, 10m or 2h, was \"" + text + "\"";
    if (!text.matches("[0-9]{1,6}[smh]")) {
      throw new IllegalArgumentException(rule);
    }
    return Duration.parse("PT" + text);
  }

  /** Reads --smile-weight. */
  static SmileWeight smileWeight(String text) {
    String rule = "must be a number above 0 or \"balanced\"";
    if (text.equals("balanced")) {
      return new SmileWeight.Balanced();
    }
    double weight = number(text, rule);
    if (!(weight > 0) || weight == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("%s, was \"%s\"".formatted(rule, text));
    }
    return new SmileWeight.Fixed(weight);
  }

  /** Reads --batch. */
  static final class BatchSize implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (text.equals("all")) {
        return Recipe.FULL_BATCH;
      }
      try {
        int size = Integer.parseInt(text);
        if (size >= 1) {
          return size;
        }
      } catch (NumberFormatException notANumber) {
        // Falls through to the one message.
      }
      throw new IllegalArgumentException(
          "must be a whole number of 1 or more, or \"all\", was \"" + text + "\"");
    }
  }

  private static double number(String text, String rule) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("%s, was \"%s\"".formatted(rule, text));
    }
  }
}
