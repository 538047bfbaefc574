package smilet.device.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import smilet.shared.error.ExitCode;
import smilet.shared.store.StoreStatus;

/** {@code smilet-device status}: prints what the model store holds and what runs. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Prints which model is current, which ones were before, and which one runs.")
final class StatusCommand implements Callable<Integer> {
  @Mixin StoreOptions store;

  @Option(names = "--json", description = "Print one line of JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    StoreStatus status = store.open().status();
    System.out.println(json ? StoreAnswer.status(status) : words(status));
    return ExitCode.OK;
  }

  private static String words(StoreStatus status) {
    StringBuilder text = new StringBuilder();
    text.append("current  ").append(status.current().orElse("none installed yet"));
    status.before().forEach(hash -> text.append("\nbefore   ").append(hash));
    text.append("\nrunning  ")
        .append(status.loopRuns() ? status.running().orElse("starting") : "no loop");
    status.sensor().ifPresent(sensor -> text.append("\nsensor   ").append(sensor));
    status
        .failure()
        .ifPresent(
            failure ->
                text.append("\nfailed   ")
                    .append(failure.hash())
                    .append(": ")
                    .append(failure.reason()));
    return text.toString();
  }
}
