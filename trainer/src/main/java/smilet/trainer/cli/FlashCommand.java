package smilet.trainer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.file.IoReason;
import smilet.trainer.flash.Flash;
import smilet.trainer.flash.SshSettings;
import smilet.trainer.flash.Target;

@Command(
    name = "flash",
    description = "Delivers a model into model stores, here or on devices.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:every target took the model", "1:at least one did not", "2:wrong usage"},
    mixinStandardHelpOptions = true)
final class FlashCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  Path model;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "TARGET",
      description = "A folder on this machine, or user@host, which your own ssh reaches.")
  List<String> targets = List.of();

  @Option(
      names = "--hosts",
      paramLabel = "FILE",
      description = "Further targets, one a line; # begins a comment.")
  Path hosts;

  @Option(names = "--dry-run", description = "Show what would run, and change nothing.")
  boolean dryRun;

  @Option(
      names = "--ssh",
      paramLabel = "COMMAND",
      defaultValue = "ssh",
      description = "ssh and its options, separated by blanks (${DEFAULT-VALUE}).")
  String ssh;

  @Option(
      names = "--remote-command",
      paramLabel = "COMMAND",
      defaultValue = SshSettings.REMOTE_COMMAND,
      description = "What installs on the device (${DEFAULT-VALUE}).")
  String remoteCommand;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "2",
      description = "Further attempts where the connection fails (${DEFAULT-VALUE}).")
  int retries;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "For one attempt (${DEFAULT-VALUE}).")
  int timeoutSeconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    SshSettings settings =
        new SshSettings(
            List.of(ssh.strip().split("\\s+")),
            remoteCommand,
            retries,
            Duration.ofSeconds(1),
            Duration.ofSeconds(timeoutSeconds));
    Flash flash = new Flash(ModelFiles.read(model), allTargets(), settings);
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      flash.plan().forEach(out::println);
      out.flush();
      return 0;
    }
    boolean all =
        flash.deliver(
            delivery -> {
              out.printf(
                  "%s %s: %s%n",
                  delivery.taken() ? "ok    " : "FAILED", delivery.target(), delivery.report());
              out.flush();
            });
    return all ? 0 : 1;
  }

  private List<Target> allTargets() {
    List<String> named = new ArrayList<>(targets);
    if (hosts != null) {
      try {
        Files.readAllLines(hosts).stream()
            .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .forEach(named::add);
      } catch (IOException fault) {
        throw new UserError("cannot read " + hosts + ": " + IoReason.of(fault));
      }
    }
    return named.stream().distinct().map(Target::parse).toList();
  }
}
