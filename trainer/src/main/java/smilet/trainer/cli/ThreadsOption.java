package smilet.trainer.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;

/** With how many threads a command trains. */
final class ThreadsOption {
  private static final int MAX_THREADS = 1024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to train with (default: one per processor).")
  Optional<Integer> count;

  /**
   * Checks the option.
   *
   * @throws UserError if it is out of range
   */
  void require() {
    count.ifPresent(
        n -> UserError.require(n >= 1 && n <= MAX_THREADS, "--threads", "1 to " + MAX_THREADS, n));
  }

  /** The number of threads: one per processor unless the option says another. */
  int orUsual() {
    return count.orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }
}
