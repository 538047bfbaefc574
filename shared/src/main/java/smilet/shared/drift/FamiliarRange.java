package smilet.shared.drift;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model has met: for each trait the range in which 95 % of the pictures lie that it learned
 * from, and how often it is unsure. It stands in the training record of a model file, so that
 * programs which do not know it read past it.
 *
 * <p>Ranges and not whole distributions, because a device in one room sees a narrow part of what
 * the model met, with few people in one light. It differs from the whole in every distribution, and
 * stays within the range.
 *
 * @param ranges per trait
 * @param unsurePercent of the answers to smiles, or to other faces if that is more, 0 to 100
 */
public record FamiliarRange(Map<Trait, Range> ranges, int unsurePercent) {
  /** The key of the training record. */
  public static final String KEY = "familiar";

  /** The share of the pictures on each side of a range. */
  public static final double TAIL = 0.025;

  private static final Pattern PART = Pattern.compile("([a-z]+) ([0-9]{1,3})(?:-([0-9]{1,3}))?");

  /**
   * A range of values.
   *
   * @param low the least value, 0 to 255
   * @param high the greatest value, not less
   */
  public record Range(int low, int high) {
    public Range {
      if (low < 0 || low > high || high > 255) {
        throw new IllegalArgumentException(
            "a range must be within 0 to 255 and ascend, was " + low + "-" + high);
      }
    }
  }

  public FamiliarRange {
    ranges = Map.copyOf(ranges);
    if (ranges.size() != Trait.values().length) {
      throw new IllegalArgumentException("every trait must have a range, had " + ranges.keySet());
    }
    if (unsurePercent < 0 || unsurePercent > 100) {
      throw new IllegalArgumentException("unsure percent must be 0 to 100, were " + unsurePercent);
    }
  }

  /** Whether a value is lower than nearly all that the model met. */
  public boolean isBelow(Trait trait, int value) {
    return value < ranges.get(trait).low();
  }

  /** Whether a value is higher than nearly all that the model met. */
  public boolean isAbove(Trait trait, int value) {
    return value > ranges.get(trait).high();
  }

  /** One line for the training record: "brightness 61-183, contrast 21-70, ..., unsure 12". */
  public String text() {
    List<String> parts = new ArrayList<>();
    for (Trait trait : Trait.values()) {
      Range range = ranges.get(trait);
      parts.add(String.format(Locale.ROOT, "%s %d-%d", word(trait), range.low(), range.high()));
    }
    parts.add(String.format(Locale.ROOT, "unsure %d", unsurePercent));
    return String.join(", ", parts);
  }

  /** Reads what {@link #text} wrote; empty if it is anything else, as a later Smilet may write. */
  public static Optional<FamiliarRange> parse(String text) {
    Map<String, Range> parts = new HashMap<>();
    try {
      for (String part : text.split(", ", -1)) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
          return Optional.empty();
        }
        int low = Integer.parseInt(matcher.group(2));
        int high = matcher.group(3) == null ? low : Integer.parseInt(matcher.group(3));
        parts.put(matcher.group(1), new Range(low, high));
      }
      Map<Trait, Range> ranges = new EnumMap<>(Trait.class);
      for (Trait trait : Trait.values()) {
        Range range = parts.get(word(trait));
        if (range != null) {
          ranges.put(trait, range);
        }
      }
      Range unsure = parts.get("unsure");
      return unsure == null
          ? Optional.empty()
          : Optional.of(new FamiliarRange(ranges, unsure.low()));
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }

  private static String word(Trait trait) {
    return trait.name().toLowerCase(Locale.ROOT);
  }
}
