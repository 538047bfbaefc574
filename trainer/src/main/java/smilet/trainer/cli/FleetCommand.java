package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;
import smilet.shared.ready.ReadyModel;
import smilet.shared.ready.ReadyModels;
import smilet.trainer.flash.SshSettings;
import smilet.trainer.fleet.DeviceStatus;
import smilet.trainer.fleet.Fleet;

@Command(
    name = "fleet",
    description = "Says how many devices are at a time.",
    mixinStandardHelpOptions = true,
    subcommands = FleetCommand.Status.class)
final class FleetCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "status",
      description =
          "Prints a line per device: whether it is healthy, which model it runs and since when,"
              + " and what is wrong.",
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {
        "0:Every device is healthy.",
        "1:At least one is not, or gives no answer.",
        "2:The command line is wrong."
      },
      mixinStandardHelpOptions = true)
  static final class Status implements Callable<Integer> {
    private static final int NAME_DIGITS = 8;

    @Spec CommandSpec spec;

    @Parameters(
        index = "0..*",
        arity = "0..*",
        paramLabel = "[TARGET...]",
        hideParamSyntax = true,
        description =
            "A device: user@host, a host or an alias, which your own ssh reaches, or a model store"
                + " on this machine, ./folder or /folder.")
    List<String> targets = List.of();

    @Mixin HostsOption hosts;

    @Mixin SshOption ssh;

    @Option(
        names = "--remote-command",
        paramLabel = "COMMAND",
        defaultValue = "smilet-device",
        description = "The program on the device (default: ${DEFAULT-VALUE}).")
    String program;

    @Option(
        names = "--timeout",
        paramLabel = "SECONDS",
        defaultValue = "20",
        description = "How long a device may take to answer (default: ${DEFAULT-VALUE}).")
    int timeoutSeconds;

    @Option(names = "--json", description = "Print a JSON array with one object per device.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      UserError.require(!program.isBlank(), "--remote-command", "a command", "blank");
      UserError.require(timeoutSeconds >= 1, "--timeout", "1 or more", timeoutSeconds);
      SshSettings settings =
          new SshSettings(
              ssh.words(), program, 0, Duration.ofSeconds(1), Duration.ofSeconds(timeoutSeconds));
      Fleet fleet = new Fleet(settings.with("status --json"), settings.with("rollback"));
      List<DeviceStatus> all = fleet.status(hosts.with(targets));
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        ArrayNode array = Json.object().arrayNode();
        all.forEach(status -> put(array.addObject(), status));
        Json.print(out, array);
      } else {
        all.forEach(status -> out.println(line(status)));
      }
      out.flush();
      return all.stream().allMatch(status -> status.problem().isEmpty())
          ? ExitCode.OK
          : ExitCode.NOT_ALL_OK;
    }

    private static String line(DeviceStatus status) {
      StringBuilder line = new StringBuilder();
      line.append(status.problem().isEmpty() ? "ok      " : "PROBLEM ").append(status.target());
      status.running().ifPresent(hash -> line.append(": runs ").append(name(hash)));
      status.since().ifPresent(since -> line.append(" since ").append(since));
      String before = status.running().isPresent() ? "; " : ": ";
      status.problem().ifPresent(problem -> line.append(before).append(problem));
      status
          .failed()
          .ifPresent(
              failed ->
                  line.append("; went back from ")
                      .append(name(failed.hash()))
                      .append(": ")
                      .append(failed.reason()));
      return line.toString();
    }

    /** A ready-made model's name, or the first digits of the hash. */
    private static String name(String hash) {
      return ReadyModels.all().stream()
          .filter(ready -> ready.contentHash().equals(hash))
          .findFirst()
          .map(ReadyModel::name)
          .orElse(hash.substring(0, Math.min(NAME_DIGITS, hash.length())));
    }

    private static void put(ObjectNode json, DeviceStatus status) {
      json.put("target", status.target().toString());
      json.put("healthy", status.problem().isEmpty());
      put(json, "problem", status.problem());
      json.put("loopRuns", status.loopRuns());
      put(json, "current", status.current());
      put(json, "running", status.running());
      put(json, "since", status.since());
      put(json, "fault", status.fault());
      put(json, "drift", status.drift());
      status
          .failed()
          .ifPresent(
              failed ->
                  json.putObject("failed")
                      .put("hash", failed.hash())
                      .put("reason", failed.reason()));
    }

    private static void put(ObjectNode json, String field, Optional<String> value) {
      json.put(field, value.orElse(null));
    }
  }
}
