package smilet.trainer.data;

import java.util.Locale;
import java.util.Optional;
import smilet.shared.error.UserError;
import smilet.shared.frame.Grid;

/**
 * How data is read.
 *
 * @param smileName the label of smiles, in folders and in tables
 * @param otherName the label of all other faces
 * @param fullScale the value of a white pixel in a {@link PixelTable}, above 0
 * @param rowShape the size of the faces in a {@link PixelTable}; square if empty
 * @param skipBroken whether pictures that cannot be read are left out and counted
 */
public record LoadOptions(
    String smileName,
    String otherName,
    double fullScale,
    Optional<Grid> rowShape,
    boolean skipBroken) {
  /** The largest full scale, that of 16 bits. */
  public static final int MAX_FULL_SCALE = 65535;

  /** The usual label of smiles. */
  public static final String SMILE = "smile";

  /** The usual label of all other faces. */
  public static final String NOT_SMILE = "not-smile";

  public static final LoadOptions DEFAULT =
      new LoadOptions(SMILE, NOT_SMILE, 255, Optional.empty(), false);

  public LoadOptions {
    if (smileName.equals(otherName)) {
      throw new IllegalArgumentException(
          "the two classes must have different names, both were " + smileName);
    }
    if (!(fullScale > 0 && fullScale <= MAX_FULL_SCALE)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "full scale must be above 0 and at most %d, was %s",
              MAX_FULL_SCALE,
              fullScale));
    }
  }

  /**
   * Whether a label is that of smiles.
   *
   * @param where the file and line, for the message
   * @throws UserError if the label is of neither class
   */
  boolean smile(String label, String where) {
    if (label.equals(smileName)) {
      return true;
    }
    if (label.equals(otherName)) {
      return false;
    }
    throw new UserError(
        ("%s: label \"%s\" is neither %s nor %s; if the labels have other names, give them with"
                + " --smile-name and --other-name")
            .formatted(where, label, smileName, otherName));
  }
}
