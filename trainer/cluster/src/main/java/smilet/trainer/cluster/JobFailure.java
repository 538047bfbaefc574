package smilet.trainer.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smilet.shared.error.UserError;

/** Why Spark gave up a job, in a user's words. */
final class JobFailure {
  /** How a worker's Java says that it is too old: class files of Java N have the version N + 44. */
  private static final Pattern OLD_JAVA =
      Pattern.compile("UnsupportedClassVersionError.*up to (\\d+)\\.0");

  private static final int VERSION_OF_JAVA_0 = 44;

  /** The exception that ended the last attempt of a task, as Spark quotes it. */
  private static final Pattern LAST = Pattern.compile("executor \\S+\\): (.+)");

  private JobFailure() {}

  static UserError of(String address, Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    Matcher old = OLD_JAVA.matcher(text);
    if (old.find()) {
      return new UserError(
          "a worker of %s runs Java %s; all workers need Java 25 or newer"
              .formatted(address, Integer.parseInt(old.group(1)) - VERSION_OF_JAVA_0),
          failure);
    }
    Matcher last = LAST.matcher(text);
    String reason = last.find() ? last.group(1) : text.lines().findFirst().orElse("no reason");
    return new UserError(
        "the cluster %s could not run a training: %s; master, workers and SPARK_HOME must have the"
                .formatted(address, reason)
            + " same version of Spark",
        failure);
  }
}
