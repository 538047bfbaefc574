package smilet.trainer.cli;

import java.time.Duration;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import smilet.shared.error.UserError;
import smilet.trainer.flash.CommandWords;
import smilet.trainer.flash.SshSettings;
import smilet.trainer.flash.Target;
import smilet.trainer.flash.Target.SshHost;

/** One device, and how it is reached. */
final class RemoteOptions {
  @Parameters(
      index = "0",
      paramLabel = "HOST",
      description = "The device: user@host, a host or an alias, which your own ssh reaches.")
  String host;

  @Option(
      names = "--ssh",
      paramLabel = "COMMAND",
      defaultValue = "ssh",
      description =
          "The ssh program and its options, with quotes as in a shell (default:"
              + " ${DEFAULT-VALUE}).")
  String ssh;

  @Option(
      names = "--remote-command",
      paramLabel = "COMMAND",
      defaultValue = "smilet-device",
      description =
          "The program on the device (default: ${DEFAULT-VALUE}). If a service captured the frames,"
              + " its user owns them: use \"sudo -n smilet-device\".")
  String program;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long the device may take (default: ${DEFAULT-VALUE}).")
  int timeoutSeconds;

  SshHost host() {
    Target target = UserError.naming("HOST", () -> Target.parse(host));
    if (target instanceof SshHost reached) {
      return reached;
    }
    throw new UserError("HOST must be a device, written user@host, was \"" + host + "\"");
  }

  SshSettings settings() {
    UserError.require(!ssh.isBlank(), "--ssh", "a command", "blank");
    UserError.require(!program.isBlank(), "--remote-command", "a command", "blank");
    UserError.require(timeoutSeconds >= 1, "--timeout", "1 or more", timeoutSeconds);
    return new SshSettings(
        UserError.naming("--ssh", () -> CommandWords.split(ssh)),
        program,
        0,
        Duration.ofSeconds(1),
        Duration.ofSeconds(timeoutSeconds));
  }
}
