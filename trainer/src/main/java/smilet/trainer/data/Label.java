package smilet.trainer.data;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is known about a face besides its pixels.
 *
 * @param name the picture's path in the data, or the line of the table
 * @param person the number of the person, {@link #UNKNOWN_PERSON} if it is not known
 * @param tilted whether the data marks it as a tilted copy
 * @param attributes the values of the other columns, by their names in the order of the table
 */
record Label(
    String name, boolean smile, int person, boolean tilted, Map<String, String> attributes) {
  static final int UNKNOWN_PERSON = -1;

  /** What programs write if a cell has no value. */
  private static final Set<String> NOTHING =
      Set.of("", "nan", "na", "n/a", "<na>", "#n/a", "null", "none", "nil", "unknown", "-", "?");

  Label(String name, boolean smile, int person) {
    this(name, smile, person, false, Map.of());
  }

  /** The same with another class. */
  Label labelled(boolean otherSmile) {
    return new Label(name, otherSmile, person, tilted, attributes);
  }

  /**
   * The number of a person: a whole number from 0 on is taken as it is, also as "17.0". Any other
   * text is a name and is replaced by its hash, which is the same in every run. A cell without a
   * value, or a number below 0, is an unknown person.
   */
  static int person(String text) {
    if (NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
      return UNKNOWN_PERSON;
    }
    String whole = text.matches("-?\\d+[.,]0+") ? text.split("[.,]", 2)[0] : text;
    try {
      return Math.max(UNKNOWN_PERSON, Integer.parseInt(whole));
    } catch (NumberFormatException name) {
      return text.hashCode() & Integer.MAX_VALUE;
    }
  }
}
