package smilet.trainer.flash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smilet.shared.error.FileError;
import smilet.shared.store.ActivationOutcome;
import smilet.trainer.flash.Target.SshHost;

/** Installs a model on a device through ssh, and turns the answer into one line. */
final class SshDelivery {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COMMAND_NOT_FOUND = 127;

  private final SshSettings settings;
  private final boolean mayAsk;

  /**
   * @param mayAsk whether ssh may ask for a password or a host key; false if several run at once
   */
  SshDelivery(SshSettings settings, boolean mayAsk) {
    this.settings = settings;
    this.mayAsk = mayAsk;
  }

  /** The command that runs on this machine. */
  List<String> command(SshHost host) {
    List<String> command = new ArrayList<>(settings.program());
    command.add("-T");
    if (!mayAsk) {
      command.addAll(List.of("-o", "BatchMode=yes"));
    }
    command.addAll(List.of("--", host.destination(), settings.remoteCommand()));
    return command;
  }

  Delivery deliver(byte[] model, String hash, SshHost host) throws InterruptedException {
    try {
      SshAttempt attempt = SshAttempt.run(command(host), model, settings.timeout());
      long pauseMillis = settings.pause().toMillis();
      int attempts = 1;
      for (; worthRetrying(attempt) && attempts <= settings.retries(); attempts++) {
        Thread.sleep(pauseMillis);
        pauseMillis *= 2;
        attempt = SshAttempt.run(command(host), model, settings.timeout());
      }
      return result(host, hash, attempt, attempts);
    } catch (IOException noSsh) {
      return new Delivery(
          host,
          false,
          "cannot run %s: %s".formatted(settings.program().getFirst(), FileError.reason(noSsh)));
    }
  }

  /** A host that refuses a login would refuse it again, and may then block this machine. */
  private static boolean worthRetrying(SshAttempt attempt) {
    return attempt.exitCode() == SshAttempt.CONNECTION_FAILED
        && !attempt.errors().contains("Permission denied")
        && !attempt.errors().contains("Host key verification failed");
  }

  private Delivery result(SshHost host, String hash, SshAttempt attempt, int attempts) {
    Optional<JsonNode> answer = answer(attempt.output());
    if (answer.isPresent()) {
      return answered(host, hash, answer.get());
    }
    String tried = attempts > 1 ? " (%d attempts)".formatted(attempts) : "";
    String errorLine = attempt.lastErrorLine();
    String report =
        switch (attempt.exitCode()) {
          case SshAttempt.CONNECTION_FAILED -> "connection failed: " + errorLine + tried;
          case SshAttempt.TIMED_OUT ->
              "no answer within %d s".formatted(settings.timeout().toSeconds());
          case COMMAND_NOT_FOUND ->
              "no such command on the device: %s; --remote-command names another"
                  .formatted(settings.remoteCommand());
          default ->
              errorLine.isEmpty()
                  ? "the device gave no answer, exit code " + attempt.exitCode()
                  : errorLine;
        };
    return new Delivery(host, false, report);
  }

  private static Delivery answered(SshHost host, String hash, JsonNode answer) {
    if (!answer.path("installed").asBoolean()) {
      return new Delivery(host, false, "refused: " + answer.path("reason").asText("no reason"));
    }
    if (!answer.path("hash").asText().equals(hash)) {
      return new Delivery(host, false, "the device reports that it installed another model");
    }
    return ActivationOutcome.ofWord(answer.path("loop").asText())
        .map(takeUp -> installed(host, takeUp, answer.path("reason").asText("")))
        .orElseGet(() -> new Delivery(host, true, "installed"));
  }

  static Delivery installed(Target target, ActivationOutcome takeUp, String reason) {
    String because = reason.isEmpty() ? "" : ": " + reason;
    return new Delivery(target, takeUp.good(), "installed: " + takeUp.explanation() + because);
  }

  /** The line of JSON that the install command prints; a login may print other lines before it. */
  private static Optional<JsonNode> answer(String output) {
    for (String line : output.lines().toList().reversed()) {
      if (line.startsWith("{")) {
        try {
          JsonNode node = JSON.readTree(line);
          return Optional.of(node).filter(n -> n.has("installed"));
        } catch (JsonProcessingException notOurs) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
