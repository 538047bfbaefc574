package smilet.trainer.cli;

import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import smilet.shared.error.UserError;
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

  @Mixin SshOption ssh;

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
    UserError.require(!program.isBlank(), "--remote-command", "a command", "blank");
    UserError.require(timeoutSeconds >= 1, "--timeout", "1 or more", timeoutSeconds);
    return new SshSettings(
        ssh.words(), program, 0, Duration.ofSeconds(1), Duration.ofSeconds(timeoutSeconds));
  }
}
