package smilet.trainer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;
import smilet.shared.file.ModelFile;
import smilet.trainer.flash.Delivery;
import smilet.trainer.flash.Flash;
import smilet.trainer.flash.SshSettings;
import smilet.trainer.flash.Target;
import smilet.trainer.fleet.Canary;
import smilet.trainer.fleet.Fleet;

@Command(
    name = "flash",
    description = "Installs a model in model stores, on this machine or on devices.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:Every target has installed the model.",
      "1:At least one target has not.",
      "2:The command line or the model is wrong."
    },
    mixinStandardHelpOptions = true)
final class FlashCommand implements Callable<Integer> {
  /** The pause before each further attempt doubles, so that these take most of a day. */
  private static final int MAX_RETRIES = 15;

  /** The words of the remote command that another request replaces. */
  private static final String INSTALL = "install -";

  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = ModelFiles.MODEL)
  Path model;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "[TARGET...]",
      hideParamSyntax = true,
      description =
          "Where to install: user@host, a host or an alias, which your own ssh reaches, or a folder"
              + " on this machine, ./folder or /folder.")
  List<String> targets = List.of();

  @Mixin HostsOption hosts;

  @Option(names = "--dry-run", description = "Print what would be done, and do nothing.")
  boolean dryRun;

  @Mixin SshOption ssh;

  @Option(
      names = "--remote-command",
      paramLabel = "COMMAND",
      defaultValue = SshSettings.REMOTE_COMMAND,
      description = "The command that installs a model on the device (default: ${DEFAULT-VALUE}).")
  String remoteCommand;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "2",
      description = "How often to try again if the connection fails (default: ${DEFAULT-VALUE}).")
  int retries;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long one attempt may take (default: ${DEFAULT-VALUE}).")
  int timeoutSeconds;

  @Option(
      names = "--canary",
      paramLabel = "N",
      description =
          "Install on the first N targets, wait, and go on to the others only if those stay healthy;"
              + " if not, they go back to the model before.")
  Integer canary;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "10m",
      description =
          "How long the first targets must stay healthy, as 90s, 10m or 2h (default:"
              + " ${DEFAULT-VALUE}).")
  Duration wait;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireInRange();
    List<Target> all = hosts.with(targets);
    SshSettings settings =
        new SshSettings(
            ssh.words(),
            remoteCommand,
            retries,
            Duration.ofSeconds(1),
            Duration.ofSeconds(timeoutSeconds));
    ModelFile file = ModelFiles.read(model);
    Flash flash = new Flash(file, all, settings);
    PrintWriter out = spec.commandLine().getOut();
    UserError.require(
        canary == null || (canary >= 1 && canary < all.size()),
        "--canary",
        "1 or more, and fewer than the targets, which are " + all.size(),
        canary);
    if (dryRun) {
      flash.plan().forEach(out::println);
      out.flush();
      return 0;
    }
    Canary.Reports reports = new Printed(out);
    boolean allTaken =
        canary == null
            ? flash.deliver(reports::delivered)
            : new Canary(file, settings, fleet(settings), reports).deliver(all, canary, wait);
    return allTaken ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  /** The devices' program with other words than those that install. */
  private static Fleet fleet(SshSettings settings) {
    return new Fleet(
        settings.insteadOf(INSTALL, "status --json"), settings.insteadOf(INSTALL, "rollback"));
  }

  private record Printed(PrintWriter out) implements Canary.Reports {
    @Override
    public void delivered(Delivery delivery) {
      says(
          "%s %s: %s"
              .formatted(
                  delivery.taken() ? "ok    " : "FAILED", delivery.target(), delivery.report()));
    }

    @Override
    public void says(String line) {
      out.println(line);
      out.flush();
    }
  }

  private void requireInRange() {
    UserError.require(!remoteCommand.isBlank(), "--remote-command", "a command", "blank");
    UserError.require(
        retries >= 0 && retries <= MAX_RETRIES, "--retries", "0 to " + MAX_RETRIES, retries);
    UserError.require(
        canary == null || remoteCommand.contains(INSTALL),
        "--remote-command",
        "one with \"" + INSTALL + "\" if --canary is given",
        remoteCommand);
    UserError.require(timeoutSeconds >= 1, "--timeout", "1 or more", timeoutSeconds);
  }
}
