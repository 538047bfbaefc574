package smilet.shared.error;

import java.util.function.Supplier;

/** What a user can fix. The message is one line: what is wrong, where, and how to fix it. */
public class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UserError(String message) {
    super(message);
  }

  public UserError(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Checks the value of an option.
   *
   * @param option as it is written on the command line, "--fps"
   * @param rule what the value must be, "1 to 1000"
   * @throws UserError if the value is not valid: "--fps must be 1 to 1000, was 0"
   */
  public static void require(boolean valid, String option, String rule, Object value) {
    if (!valid) {
      throw new UserError("%s must be %s, was %s".formatted(option, rule, value));
    }
  }

  /**
   * Makes something of the value of an option. Only a maker whose every IllegalArgumentException is
   * about that value belongs here: a parser or a constructor.
   *
   * @param option as it is written on the command line
   * @throws UserError if {@code maker} throws an IllegalArgumentException; its message names the
   *     option
   */
  public static <T> T naming(String option, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException invalid) {
      throw new UserError(option + ": " + invalid.getMessage(), invalid);
    }
  }
}
