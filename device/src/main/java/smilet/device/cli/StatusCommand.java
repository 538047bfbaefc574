package smilet.device.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import smilet.shared.error.ExitCode;
import smilet.shared.file.VerificationKey;
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
    StoreStatus.Condition condition = status.condition();
    condition.since().ifPresent(since -> text.append(" since ").append(since));
    status.sensor().ifPresent(sensor -> text.append("\nsensor   ").append(sensor));
    condition.fault().ifPresent(fault -> text.append("\nfault    since ").append(fault));
    condition.drift().ifPresent(drift -> text.append("\ndrift    since ").append(drift));
    status.trying().ifPresent(hash -> text.append("\ntrying   ").append(hash));
    status
        .failure()
        .ifPresent(
            failure ->
                text.append("\nfailed   ")
                    .append(failure.hash())
                    .append(": ")
                    .append(failure.reason()));
    trustWords(status.trust()).forEach(line -> text.append('\n').append(line));
    return text.toString();
  }

  /** What a store accepts, in lines. */
  static List<String> trustWords(StoreStatus.Trust trust) {
    List<String> lines = new ArrayList<>();
    if (trust.ring().isEmpty()) {
      lines.add("accepts  models of anybody");
    } else {
      sorted(trust.ring().keys()).forEach(key -> lines.add("accepts  models signed by " + key));
      sorted(trust.ring().listKeys())
          .forEach(key -> lines.add("         lists of keys signed by " + key));
    }
    if (trust.listVersion() > 0) {
      lines.add("         keys are those of list version " + trust.listVersion());
    }
    trust.kind().ifPresent(kind -> lines.add("         only models for \"" + kind + "\""));
    trust
        .newestSignedEpochSeconds()
        .ifPresent(
            seconds ->
                lines.add(
                    "newest   version %s, signed at %s"
                        .formatted(trust.newestVersion(), instant(seconds))));
    return lines;
  }

  private static List<String> sorted(Set<VerificationKey> keys) {
    return keys.stream().map(VerificationKey::hex).sorted().toList();
  }

  private static Instant instant(long seconds) {
    // An Instant covers a smaller range than a long does.
    return Instant.ofEpochSecond(
        Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()));
  }
}
