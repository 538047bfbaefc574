package smilet.trainer.flash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import smilet.shared.error.OneLine;

/** Where a model is installed. */
public sealed interface Target {
  /** A host that ssh reads as one; scp's host:folder is none. */
  Pattern HOST = Pattern.compile("([^\\s/:]+@)?[^\\s/:@]+");

  /**
   * The only hosts that contain colons: addresses of IP version 6, with an interface if need be.
   */
  Pattern IPV6 = Pattern.compile("([^\\s/:]+@)?(?=.*:.*:)[0-9a-fA-F:.]+(%[^\\s/:@]+)?");

  /**
   * A model store on this machine.
   *
   * @param folder created if it does not exist
   */
  record LocalStore(Path folder) implements Target {
    @Override
    public String toString() {
      return folder.toString();
    }
  }

  /**
   * A device that is reached by ssh.
   *
   * @param destination as ssh reads it: user@host or ssh://user@host:port
   */
  record SshHost(String destination) implements Target {
    public SshHost {
      if (destination.startsWith("-") || destination.matches(".*[\\s\\p{Cntrl}].*")) {
        throw new IllegalArgumentException("a host must be user@host, was \"" + destination + "\"");
      }
    }

    @Override
    public String toString() {
      return destination;
    }
  }

  /**
   * Reads a target from the command line. A folder is what exists as a folder, or begins with "/",
   * "./" or "../", or contains a slash and no "@" or ":". Everything else is a host as ssh takes
   * it: a name, an address or an alias, after user@ if need be; or ssh://user@host:port.
   *
   * @throws IllegalArgumentException if it is neither; the message shows both spellings
   */
  static Target parse(String text) {
    if (text.isBlank() || text.startsWith("-") || !text.codePoints().allMatch(OneLine::isVisible)) {
      throw neither(text);
    }
    if (text.startsWith("ssh://")) {
      return new SshHost(text);
    }
    if (isFolder(text)) {
      return new LocalStore(Path.of(text));
    }
    boolean host = HOST.matcher(text).matches() || IPV6.matcher(text).matches();
    if (!host || Files.exists(Path.of(text))) {
      throw neither(text);
    }
    return new SshHost(text);
  }

  private static boolean isFolder(String text) {
    return Files.isDirectory(Path.of(text))
        || text.startsWith("/")
        || text.startsWith("./")
        || text.startsWith("../")
        || (text.contains("/") && !text.contains("@") && !text.contains(":"));
  }

  private static IllegalArgumentException neither(String text) {
    return new IllegalArgumentException(
        "a target must be a host, written host, user@host or ssh://user@host:port, or a folder,"
            + " written ./folder or /folder, was \""
            + text
            + "\"");
  }
}
