package smilet.trainer.flash;

import java.io.IOException;
import java.util.List;
import smilet.shared.error.ExitCode;
import smilet.shared.store.ActivationOutcome;
import smilet.trainer.flash.Target.SshHost;

/** Installs a model on a device through ssh, and turns the answer into one line. */
final class SshDelivery {
  /** What ssh says about a name that is no host. */
  private static final String NO_HOST = "Could not resolve hostname";

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
    return mayAsk ? settings.command(host) : settings.command(host, "-o", "BatchMode=yes");
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
      return new Delivery(host, false, settings.cannotRun(noSsh));
    }
  }

  /** A host that refuses a login would refuse it again, and may then block this machine. */
  private static boolean worthRetrying(SshAttempt attempt) {
    return attempt.exitCode() == SshAttempt.CONNECTION_FAILED
        && !attempt.errors().contains("Permission denied")
        && !attempt.errors().contains("Host key verification failed");
  }

  private Delivery result(SshHost host, String hash, SshAttempt attempt, int attempts) {
    return RemoteAnswer.find(attempt.output(), hash)
        .filter(answer -> agrees(answer, attempt.exitCode()))
        .map(answer -> answered(host, hash, answer))
        .orElseGet(() -> new Delivery(host, false, unanswered(host, attempt, attempts)));
  }

  /**
   * Whether the command can have ended like this after its answer. A login may print an old answer,
   * and then the command fails.
   */
  private static boolean agrees(RemoteAnswer answer, int exitCode) {
    return answer.hash().isEmpty()
        || exitCode == ExitCode.OK
        || exitCode == ExitCode.NOT_ALL_OK
        || exitCode == SshAttempt.CONNECTION_FAILED
        || exitCode == SshAttempt.TIMED_OUT;
  }

  private String unanswered(SshHost host, SshAttempt attempt, int attempts) {
    String report = SilentEnd.explained(attempt, settings, attempts);
    boolean maybeFolder = !host.destination().contains("@") && attempt.errors().contains(NO_HOST);
    return maybeFolder ? report + "; a folder on this machine is ./" + host.destination() : report;
  }

  private static Delivery answered(SshHost host, String hash, RemoteAnswer answer) {
    if (answer.hash().isEmpty()) {
      String reason = answer.reason().isEmpty() ? "no reason" : answer.reason();
      return new Delivery(host, false, "refused: " + reason);
    }
    if (!answer.hash().get().equals(hash)) {
      return new Delivery(host, false, "the device reports that it installed another model");
    }
    return ActivationOutcome.ofWord(answer.loop())
        .map(takeUp -> installed(host, takeUp, answer.reason()))
        .orElseGet(() -> new Delivery(host, true, "installed"));
  }

  static Delivery installed(Target target, ActivationOutcome takeUp, String reason) {
    String because = reason.isEmpty() ? "" : ": " + reason;
    return new Delivery(target, takeUp.good(), "installed: " + takeUp.explanation() + because);
  }
}
