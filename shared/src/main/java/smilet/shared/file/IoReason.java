package smilet.shared.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Why reading or writing failed, in words for a user. Java's own messages are often a bare path.
 */
public final class IoReason {
  private IoReason() {}

  /** The reason in a few words, without the path. */
  public static String of(IOException fault) {
    return switch (fault) {
      case NoSuchFileException gone -> "no such file or folder";
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException there -> "a file of that name is there";
      case NotDirectoryException file -> "not a folder";
      case FileSystemException other when other.getReason() != null ->
          lowerFirst(other.getReason());
      default ->
          fault.getMessage() == null
              ? fault.getClass().getSimpleName()
              : lowerFirst(fault.getMessage());
    };
  }

  /** "No space left on device" continues a sentence; "SHA-256 ..." stays as it is. */
  private static String lowerFirst(String text) {
    boolean word = text.length() > 1 && Character.isLowerCase(text.charAt(1));
    return word ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
  }
}
