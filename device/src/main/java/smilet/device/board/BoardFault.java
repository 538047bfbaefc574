package smilet.device.board;

import com.pi4j.exception.Pi4JException;
import java.util.Locale;
import java.util.function.Supplier;
import smilet.shared.error.UserError;

/** What Pi4J and the kernel refuse, in one line that names the part and the remedy. */
public final class BoardFault {
  private BoardFault() {}

  /**
   * Opens a part of the board.
   *
   * @param part what it is, "GPIO 17 (--led-gpio)"
   * @throws UserError if that fails
   */
  public static <T> T naming(String part, Supplier<T> opener) {
    try {
      return opener.get();
    } catch (Pi4JException | UnsatisfiedLinkError refused) {
      throw new UserError(part + " cannot be used: " + explain(refused), refused);
    }
  }

  /** The innermost reason, with a remedy if there is a usual one. */
  public static String explain(Throwable refused) {
    String reason = refused.toString();
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      reason = cause.getMessage() == null ? reason : cause.getMessage();
    }
    String words = reason.toLowerCase(Locale.ROOT);
    if (words.contains("busy") || words.contains("already in use")) {
      return reason + "; another program uses it: end that program, or use another one";
    }
    if (words.contains("permi") || words.contains("access denied")) {
      return reason + "; run sudo usermod -aG gpio $USER and log in again";
    }
    return reason;
  }
}
