package smilet.trainer.flash;

import java.io.IOException;
import java.io.OutputStream;
import smilet.shared.error.OneLine;
import smilet.trainer.flash.Target.SshHost;

/** Runs a command on a device through the user's own ssh. */
public final class RemoteCommand {
  private RemoteCommand() {}

  /**
   * Runs the command of the settings once.
   *
   * @param input for the command's standard input
   * @param output receives the standard output as it comes; an exception of it ends nothing
   * @throws IOException if it cannot be run or fails; in one line
   */
  public static void run(SshSettings settings, SshHost host, byte[] input, OutputStream output)
      throws IOException, InterruptedException {
    SshAttempt attempt;
    try {
      attempt = SshAttempt.run(settings.command(host), input, settings.timeout(), output);
    } catch (IOException noSsh) {
      throw new IOException(settings.cannotRun(noSsh), noSsh);
    }
    if (attempt.exitCode() != 0) {
      String why = SilentEnd.explained(attempt, settings, 1);
      throw new IOException("%s: %s".formatted(host, OneLine.of(why)));
    }
  }
}
