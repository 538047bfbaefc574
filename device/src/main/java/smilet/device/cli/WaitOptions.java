package smilet.device.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;
import smilet.shared.store.ActivationOutcome;
import smilet.shared.store.ModelFailure;
import smilet.shared.store.ModelStore;

/** How long a command that changed the current model waits until the running loop uses it. */
final class WaitOptions {
  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How long to wait until the running loop has taken the model up (default:"
              + " ${DEFAULT-VALUE}).")
  int seconds;

  /**
   * Checks the options, before anything is changed.
   *
   * @throws UserError if a value is out of range
   */
  void requireInRange() {
    UserError.require(seconds >= 0, "--wait", "0 or more", seconds);
  }

  /**
   * Waits until the loop runs the model or cannot run it, and prints the outcome as a line of JSON.
   *
   * @return the exit code
   */
  int awaitLoop(ModelStore store, String hash) throws IOException, InterruptedException {
    ActivationOutcome loop = ActivationOutcome.await(store, hash, Duration.ofSeconds(seconds));
    Optional<ModelFailure> failure =
        loop == ActivationOutcome.FAILED ? store.status().failure() : Optional.empty();
    System.out.println(StoreAnswer.installed(hash, loop, failure));
    return loop.good() ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }
}
