package smilet.trainer.data;

import java.util.Optional;
import smilet.shared.error.UserError;
import smilet.shared.frame.Grid;

/**
 * How data is to be read.
 *
 * @param smileName what the class of smiles is called, in folders and tables alike
 * @param otherName what everything else is called
 * @param fullScale the value of a white pixel in a table of pixel rows, above 0
 * @param rowShape the shape of a table's rows; square where it is not said
 * @param skipBroken leaves out pictures that cannot be read, and counts them
 */
public record LoadOptions(
    String smileName,
    String otherName,
    double fullScale,
    Optional<Grid> rowShape,
    boolean skipBroken) {
  /** The largest full scale, that of 16 bits. */
  public static final int MAX_FULL_SCALE = 65535;

  public static final LoadOptions DEFAULT =
      new LoadOptions("smile", "not-smile", 255, Optional.empty(), false);

  public LoadOptions {
    if (smileName.equals(otherName)) {
      throw new IllegalArgumentException("the two classes need two names, both are " + smileName);
    }
    if (!(fullScale > 0 && fullScale <= MAX_FULL_SCALE)) {
      throw new IllegalArgumentException(
          "full scale must be above 0 and at most %d, was %s".formatted(MAX_FULL_SCALE, fullScale));
    }
  }

  /** Whether a label means a smile; the message of what is thrown begins with {@code where}. */
  boolean smile(String label, String where) {
    if (label.equals(smileName)) {
      return true;
    }
    if (label.equals(otherName)) {
      return false;
    }
    throw new UserError(
        "%s: label \"%s\" is neither %s nor %s; --smile-name and --other-name give other names"
            .formatted(where, label, smileName, otherName));
  }
}
