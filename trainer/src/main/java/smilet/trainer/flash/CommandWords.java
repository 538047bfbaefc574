package smilet.trainer.flash;

import java.util.ArrayList;
import java.util.List;

/** Splits a command into words as a shell does, with single and double quotes and backslashes. */
public final class CommandWords {
  private CommandWords() {}

  /**
   * The words of a command.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  public static List<String> split(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
        i++;
        word.append(command.charAt(i));
        begun = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        begun = true;
      } else if (!Character.isWhitespace(c)) {
        word.append(c);
        begun = true;
      } else if (begun) {
        words.add(word.toString());
        word.setLength(0);
        begun = false;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("the quote " + quote + " must be closed, was " + command);
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
