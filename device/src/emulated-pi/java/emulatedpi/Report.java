package emulatedpi;

import java.time.Duration;

/** Prints one line per test and a count at the end. Tests may run at the same time. */
final class Report {
  /** A test. It fails if it throws. */
  interface Test {
    void run() throws Exception;
  }

  private int passed;
  private int failed;
  private int skipped;

  /** Runs a test and prints its outcome. Returns whether it passed. */
  boolean test(String name, Test test) {
    long start = System.nanoTime();
    String outcome = "PASSED";
    String why = "";
    try {
      test.run();
    } catch (Exception | AssertionError e) {
      outcome = "FAILED";
      why = " - " + (e.getMessage() == null ? e : e.getMessage());
    }
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    count(why.isEmpty());
    System.out.printf("[%s] %s (%.1f s)%s%n", outcome, name, seconds, why);
    return why.isEmpty();
  }

  private synchronized void count(boolean success) {
    if (success) {
      passed++;
    } else {
      failed++;
    }
  }

  synchronized void skip(String name, String why) {
    skipped++;
    System.out.printf("[SKIPPED] %s - %s%n", name, why);
  }

  /** Prints a measured figure, which no test depends on. */
  void figure(String what, String value) {
    System.out.printf("[FIGURE] %s: %s%n", what, value);
  }

  /** Prints the count. Returns the exit code. */
  int close() {
    System.out.printf("%d passed, %d failed, %d skipped%n", passed, failed, skipped);
    return failed == 0 ? 0 : 1;
  }
}
