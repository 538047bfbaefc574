package smilet.device.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import smilet.shared.error.UserError;

/** Asks on the terminal. Each question has an answer that Enter alone gives. */
final class Questions {
  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  private final PrintWriter out;

  Questions(PrintWriter out) {
    this.out = out;
  }

  /**
   * Asks once.
   *
   * @param usual the answer if the line is empty
   * @throws UserError if standard input ends
   */
  String ask(String question, String usual) throws IOException {
    out.print(question + " [" + usual + "] ");
    out.flush();
    String answer = in.readLine();
    if (answer == null) {
      throw new UserError("standard input ended before all was asked; nothing was changed");
    }
    return answer.isBlank() ? usual : answer.strip();
  }

  /** Asks for yes or no. */
  boolean confirm(String question, String usual) throws IOException {
    return ask(question, usual).toLowerCase(Locale.ROOT).startsWith("y");
  }
}
