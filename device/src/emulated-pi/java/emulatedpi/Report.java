package emulatedpi;

import java.time.Duration;

/** One line a test as it ends, and a count at the end; tests may run at once. */
final class Report {
  /** What a test does; it fails by throwing. */
  interface Test {
    void run() throws Exception;
  }

  private int passed;
  private int failed;
  private int skipped;

  /** Runs a test and prints what came of it; answers whether it passed. */
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

  /** A measured figure; never judged. */
  void figure(String what, String value) {
    System.out.printf("[FIGURE] %s: %s%n", what, value);
  }

  /** Prints the count; answers the exit code. */
  int close() {
    System.out.printf("%d passed, %d failed, %d skipped%n", passed, failed, skipped);
    return failed == 0 ? 0 : 1;
  }
}
