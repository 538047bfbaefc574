package smilet.trainer.flash;

import java.time.Duration;
import java.util.List;

/**
 * How devices are reached.
 *
 * @param program ssh and its own options
 * @param remoteCommand what runs on the device; it reads the model from its standard input
 * @param retries further attempts after a failed connection, 0 or more
 * @param pause before the first further attempt; doubled each time
 * @param timeout for one attempt
 */
public record SshSettings(
    List<String> program, String remoteCommand, int retries, Duration pause, Duration timeout) {
  /** What a device's install command is called by default. */
  public static final String REMOTE_COMMAND = "smilet-device install -";

  public SshSettings {
    program = List.copyOf(program);
    if (program.isEmpty() || remoteCommand.isBlank()) {
      throw new IllegalArgumentException(
          "the ssh program and the remote command must not be empty");
    }
    if (retries < 0) {
      throw new IllegalArgumentException("retries must be 0 or more, were " + retries);
    }
    if (pause.isNegative() || !timeout.isPositive()) {
      throw new IllegalArgumentException("the timeout must be positive, was " + timeout);
    }
  }
}
