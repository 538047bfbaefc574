package smilet.shared.error;

import java.util.regex.Pattern;

/** Puts what libraries say about wrong arguments into words that need no knowledge of Java. */
public final class PlainWords {
  private static final Pattern WHOLE = Pattern.compile("is not an? (int|long|short|byte)\\b");
  private static final Pattern NUMBER = Pattern.compile("is not a (double|float)\\b");
  private static final Pattern CLASS =
      Pattern.compile("\\(?\\bjava[x]?(\\.\\w+)+(Exception|Error)\\b(: )?");

  private PlainWords() {}

  /** The message without types and classes of Java. */
  public static String of(String message) {
    String numbers = WHOLE.matcher(message).replaceAll("is not a whole number");
    numbers = NUMBER.matcher(numbers).replaceAll("is not a number");
    return CLASS.matcher(numbers).replaceAll("");
  }
}
