package smilet.shared.file;

import java.io.IOException;

/** A model file is damaged, cut short, of another format, or newer than this program. */
public final class MalformedModelException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long offset;
  private final String reason;

  /**
   * @param offset the byte of the file at which the fault was found
   * @param reason what is wrong and, if that is not obvious, how to fix it
   */
  public MalformedModelException(long offset, String reason) {
    super(reason + " (at byte " + offset + ")");
    this.offset = offset;
    this.reason = reason;
  }

  MalformedModelException(long offset, String reason, Throwable cause) {
    this(offset, reason);
    initCause(cause);
  }

  public long offset() {
    return offset;
  }

  public String reason() {
    return reason;
  }
}
