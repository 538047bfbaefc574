package smilet.shared.error;

import java.util.Locale;

/** Makes text from files, names and other programs safe to print in one line. */
public final class OneLine {
  private OneLine() {}

  /**
   * The text with each line break as "; ", each tab as a blank, and every other invisible character
   * escaped as in Java, "\\u001b": control characters (C0, DEL and C1), characters that change the
   * direction of text, zero-width characters, and halves of surrogate pairs. What is left cannot
   * move a terminal's cursor, change its colours, or hide or reorder what is read.
   */
  public static String of(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", "; ").replace('\t', ' ');
    StringBuilder safe = new StringBuilder(line.length());
    line.codePoints()
        .forEach(
            character -> {
              if (isVisible(character)) {
                safe.appendCodePoint(character);
              } else {
                for (char unit : Character.toChars(character)) {
                  safe.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
              }
            });
    return safe.toString();
  }

  /**
   * Whether a character can be seen, or is a blank or a mark on a letter.
   *
   * @param character 0 to {@link Character#MAX_CODE_POINT}
   */
  public static boolean isVisible(int character) {
    return character < 0x7f
        ? character >= ' '
        : !isIgnorable(character) && !isControlOrFormat(character);
  }

  /**
   * Letters, marks and reserved characters without a shape of their own
   * (Default_Ignorable_Code_Point in Unicode), which do not have the category of format characters.
   */
  private static boolean isIgnorable(int character) {
    return character == 0x34f
        || character == 0x115f
        || character == 0x1160
        || character == 0x17b4
        || character == 0x17b5
        || (character >= 0x180b && character <= 0x180f)
        || (character >= 0x2060 && character <= 0x206f)
        || character == 0x3164
        || (character >= 0xfe00 && character <= 0xfe0f)
        || character == 0xffa0
        || (character >= 0xfff0 && character <= 0xfff8)
        || (character >= 0xe0000 && character <= 0xe0fff);
  }

  private static boolean isControlOrFormat(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT, // bidirectional and zero-width characters are of this category
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
