package smilet.trainer.cli;

import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import smilet.shared.frame.Normalisation;
import smilet.trainer.descent.Recipe;
import smilet.trainer.pipeline.SmileWeight;
import smilet.trainer.quantise.ThresholdChoice;

/** Reads the values of options, and reports those that are out of range as the user's errors. */
final class OptionValues {
  private OptionValues() {}

  /**
   * Builds something from the values of options.
   *
   * @throws UserError if a value is out of range, that is if {@code build} throws an
   *     IllegalArgumentException
   */
  static <T> T inRange(Supplier<T> build) {
    try {
      return build.get();
    } catch (IllegalArgumentException outOfRange) {
      throw new UserError(outOfRange.getMessage());
    }
  }

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

  /** Reads --smile-weight. */
  static SmileWeight smileWeight(String text) {
    return text.equals("balanced")
        ? new SmileWeight.Balanced()
        : new SmileWeight.Fixed(number(text, "must be a number or \"balanced\""));
  }

  /** Reads --batch. */
  static final class BatchSize implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (text.equals("all")) {
        return Recipe.FULL_BATCH;
      }
      try {
        return Integer.valueOf(text);
      } catch (NumberFormatException notANumber) {
        throw new IllegalArgumentException(
            "must be a whole number or \"all\", was \"" + text + "\"");
      }
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
