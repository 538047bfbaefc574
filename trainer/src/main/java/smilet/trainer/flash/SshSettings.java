package smilet.trainer.flash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import smilet.shared.error.FileError;
import smilet.trainer.flash.Target.SshHost;

/**
 * How devices are reached.
 *
 * @param program the ssh program and its options
 * @param remoteCommand the command that runs on the device and reads the model from its standard
 *     input
 * @param retries how often to try again after a failed connection, 0 or more
 * @param pause how long to wait before the second attempt; doubled for each further one
 * @param timeout how long one attempt may take
 */
public record SshSettings(
    List<String> program, String remoteCommand, int retries, Duration pause, Duration timeout) {
  /** The default command on the device. */
  public static final String REMOTE_COMMAND = "smilet-device install -";

  public SshSettings {
    program = List.copyOf(program);
    if (program.isEmpty() || remoteCommand.isBlank()) {
      throw new IllegalArgumentException(
          "the ssh program and the remote command must not be empty");
    }
    if (retries < 0) {
      throw new IllegalArgumentException("retries must be 0 or more, was " + retries);
    }
    if (pause.isNegative() || !timeout.isPositive()) {
      throw new IllegalArgumentException("the timeout must be positive, was " + timeout);
    }
  }

  /**
   * The command on this machine that runs the remote command on a host.
   *
   * @param options further ones for ssh
   */
  List<String> command(SshHost host, String... options) {
    List<String> command = new ArrayList<>(program);
    command.add("-T");
    command.addAll(List.of(options));
    command.addAll(List.of("--", host.destination(), remoteCommand));
    return command;
  }

  /** What to say if ssh itself cannot be started. */
  String cannotRun(IOException noSsh) {
    return "cannot run %s: %s".formatted(program.getFirst(), FileError.reason(noSsh));
  }

  /** The same with an ssh that asks for nothing, because several may run at once. */
  public SshSettings withoutQuestions() {
    List<String> words = new ArrayList<>(program);
    words.addAll(List.of("-o", "BatchMode=yes"));
    return new SshSettings(words, remoteCommand, retries, pause, timeout);
  }

  /** The same with other words in the remote command. */
  public SshSettings insteadOf(String words, String others) {
    return new SshSettings(program, remoteCommand.replace(words, others), retries, pause, timeout);
  }

  /** The same with words after the remote command. */
  public SshSettings with(String words) {
    return new SshSettings(program, remoteCommand + " " + words, retries, pause, timeout);
  }
}
