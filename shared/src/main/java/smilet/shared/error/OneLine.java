package smilet.shared.error;

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
                  safe.append("\\u%04x".formatted((int) unit));
                }
              }
            });
    return safe.toString();
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT, // bidirectional and zero-width characters are of this category
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
