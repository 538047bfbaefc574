package smilet.shared.error;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An I/O error in a user's words: one line that names the file and says why. Java's own messages
 * are often a bare path, or a reason without one.
 */
public final class FileError extends IOException {
  private static final long serialVersionUID = 1;

  /** How Java says why a program cannot be started: "error: 2 (No such file or directory)". */
  private static final Pattern NOT_STARTED =
      Pattern.compile("^Cannot run program .*error[:=] ?\\d+,? \\(?([^()]+)\\)?$");

  /**
   * Says what could not be done with a file.
   *
   * @param attempt what it was, "cannot read"
   */
  public FileError(String attempt, Path file, IOException cause) {
    super("%s %s: %s".formatted(attempt, file, reason(cause)), cause);
  }

  /**
   * An error while a folder was searched or a set of files was read: it names the file that the
   * cause names, or else the folder.
   */
  public static FileError within(String attempt, Path folder, IOException cause) {
    if (cause instanceof FileError named) {
      return named;
    }
    boolean namesFile = cause instanceof FileSystemException system && system.getFile() != null;
    Path file = namesFile ? Path.of(((FileSystemException) cause).getFile()) : folder;
    return new FileError(attempt, file, cause);
  }

  /** The reason in a few words, without the path. */
  public String reason() {
    return getCause() instanceof IOException cause ? reason(cause) : getMessage();
  }

  /** The reason of an I/O error in a few words, without the path. */
  public static String reason(IOException fault) {
    return switch (fault) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException denied ->
          "permission denied"
              + (denied.getFile() == null ? "" : Permission.denied(Path.of(denied.getFile())));
      case FileAlreadyExistsException _ -> "it exists already";
      case NotDirectoryException _ -> "it is not a folder";
      case DirectoryNotEmptyException _ -> "the folder is not empty";
      case FileSystemLoopException _ -> "its links lead back to itself";
      case CharacterCodingException _ -> "it is not text in UTF-8";
      case FileSystemException system when system.getReason() != null -> words(system.getReason());
      case EOFException _ -> "it ends too early";
      case FileSystemException _ -> "it cannot be used";
      default -> fault.getMessage() == null ? "an I/O error" : words(fault.getMessage());
    };
  }

  /**
   * The whole message for a user: what {@link #reason} says, after the path if Java names one.
   * Errors of Smilet's own name their file already.
   */
  public static String message(IOException fault) {
    return fault instanceof FileSystemException system && system.getFile() != null
        ? system.getFile() + ": " + reason(fault)
        : reason(fault);
  }

  /** "No space left on device" continues a sentence; "SHA-256 ..." stays as it is. */
  private static String words(String text) {
    Matcher ofProgram = NOT_STARTED.matcher(text);
    if (ofProgram.find()) {
      return words(ofProgram.group(1));
    }
    if (text.equals("Is a directory")) {
      return "it is a folder";
    }
    boolean word = text.length() > 1 && Character.isLowerCase(text.charAt(1));
    return word ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
  }
}
