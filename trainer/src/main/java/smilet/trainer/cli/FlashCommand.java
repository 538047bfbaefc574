package smilet.trainer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import smilet.trainer.flash.Flash;
import smilet.trainer.flash.HostsFile;
import smilet.trainer.flash.SshSettings;
import smilet.trainer.flash.Target;

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

  @Option(
      names = "--hosts",
      paramLabel = "FILE",
      description = "A file with further targets, one per line; # begins a comment.")
  Path hosts;

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

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireInRange();
    List<Target> all = allTargets();
    SshSettings settings =
        new SshSettings(
            ssh.words(),
            remoteCommand,
            retries,
            Duration.ofSeconds(1),
            Duration.ofSeconds(timeoutSeconds));
    Flash flash = new Flash(ModelFiles.read(model), all, settings);
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      flash.plan().forEach(out::println);
      out.flush();
      return 0;
    }
    boolean allTaken =
        flash.deliver(
            delivery -> {
              out.printf(
                  "%s %s: %s%n",
                  delivery.taken() ? "ok    " : "FAILED", delivery.target(), delivery.report());
              out.flush();
            });
    return allTaken ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  private void requireInRange() {
    UserError.require(!remoteCommand.isBlank(), "--remote-command", "a command", "blank");
    UserError.require(
        retries >= 0 && retries <= MAX_RETRIES, "--retries", "0 to " + MAX_RETRIES, retries);
    UserError.require(timeoutSeconds >= 1, "--timeout", "1 or more", timeoutSeconds);
  }

  private List<Target> allTargets() throws IOException {
    List<Target> all = new ArrayList<>();
    for (String target : targets) {
      all.add(UserError.naming("TARGET", () -> Target.parse(target)));
    }
    if (hosts != null) {
      all.addAll(HostsFile.read(hosts));
    }
    if (all.isEmpty()) {
      throw new UserError("name at least one TARGET, or --hosts FILE: user@host or ./folder");
    }
    return all.stream().distinct().toList();
  }
}
