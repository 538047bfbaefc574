package smilet.shared.picture;

import java.nio.file.Path;

/**
 * A file or folder that was not read.
 *
 * @param reason in a few words, without the path
 */
public record SkippedFile(Path path, Kind kind, String reason) implements Comparable<SkippedFile> {
  /** Why a file is not read, as far as programs need to tell it apart. */
  public enum Kind {
    /** A picture or a folder that should be readable and is not. */
    BROKEN("broken pictures"),
    /** A picture of a format that is not read. */
    OTHER_FORMAT("pictures of other formats"),
    /** A link to a folder above itself. */
    LOOP("links to a folder above them"),
    /** A file whose name does not say that it is a picture. */
    NO_PICTURE("files that are not pictures"),
    /** What computers leave in folders by themselves: .DS_Store, Thumbs.db, .ipynb_checkpoints. */
    COMPUTERS_OWN("hidden files and files of the operating system");

    private final String plural;

    Kind(String plural) {
      this.plural = plural;
    }

    /** What such files are called in messages, "broken pictures". */
    public String plural() {
      return plural;
    }
  }

  @Override
  public int compareTo(SkippedFile other) {
    return path.compareTo(other.path);
  }
}
