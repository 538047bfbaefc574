package smilet.trainer.flash;

import java.nio.file.Path;

/** Where a model is installed. */
public sealed interface Target {
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
   * Reads a target from the command line: user@host and ssh://... are hosts, everything else is a
   * folder. A folder with the name a@b is written ./a@b.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Target parse(String text) {
    boolean host = text.startsWith("ssh://") || (text.contains("@") && !text.contains("/"));
    if (text.isBlank()) {
      throw new IllegalArgumentException("a target must be a folder or user@host, was blank");
    }
    return host ? new SshHost(text) : new LocalStore(Path.of(text));
  }
}
