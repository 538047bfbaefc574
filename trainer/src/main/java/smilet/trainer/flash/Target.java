package smilet.trainer.flash;

import java.nio.file.Path;

/** Where a model is delivered to. */
public sealed interface Target {
  /**
   * A model store on this machine.
   *
   * @param folder made where it is not there
   */
  record LocalStore(Path folder) implements Target {
    @Override
    public String toString() {
      return folder.toString();
    }
  }

  /**
   * A device that ssh reaches.
   *
   * @param destination as ssh takes it: user@host or ssh://user@host:port
   */
  record SshHost(String destination) implements Target {
    public SshHost {
      if (destination.startsWith("-") || destination.matches(".*[\\s\\p{Cntrl}].*")) {
        throw new IllegalArgumentException("a host is user@host, was \"" + destination + "\"");
      }
    }

    @Override
    public String toString() {
      return destination;
    }
  }

  /**
   * Reads a target as the command line has it: user@host and ssh://... are hosts, all else is a
   * folder (./a@b, should one be called so).
   */
  static Target parse(String text) {
    boolean host = text.startsWith("ssh://") || (text.contains("@") && !text.contains("/"));
    if (text.isBlank()) {
      throw new IllegalArgumentException("a target is a folder or user@host, was blank");
    }
    return host ? new SshHost(text) : new LocalStore(Path.of(text));
  }
}
