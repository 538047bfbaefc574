package smilet.trainer.flash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of ssh with a model as its input.
 *
 * @param exitCode of the remote command, {@link #CONNECTION_FAILED}, or {@link #TIMED_OUT}
 * @param output what the remote command printed, the first {@value #MAX_TEXT_BYTES} bytes
 * @param errors what ssh and the remote command complained of, likewise
 */
record SshAttempt(int exitCode, String output, String errors) {
  /** What ssh itself exits with, ssh(1): "or with 255 if an error occurred". */
  static final int CONNECTION_FAILED = 255;

  static final int TIMED_OUT = -1;

  private static final int MAX_TEXT_BYTES = 1 << 16;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  static SshAttempt run(List<String> command, byte[] input, Duration timeout)
      throws IOException, InterruptedException {
    Process ssh = new ProcessBuilder(command).start();
    try {
      Listener output = new Listener(ssh.getInputStream());
      Listener errors = new Listener(ssh.getErrorStream());
      Thread.ofVirtual().start(() -> feed(ssh.getOutputStream(), input));
      boolean ended = ssh.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        // By its handle: destroying the process itself would close what is still to be read.
        ssh.toHandle().destroyForcibly();
      }
      return new SshAttempt(ended ? ssh.exitValue() : TIMED_OUT, output.text(), errors.text());
    } finally {
      ssh.destroyForcibly();
    }
  }

  private static void feed(OutputStream to, byte[] input) {
    try (to) {
      to.write(input);
    } catch (IOException closedByTheOtherEnd) {
      // Its exit code and its words tell more.
    }
  }

  /** Reads a stream to its end, and keeps the beginning. */
  private static final class Listener {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread thread;

    Listener(InputStream from) {
      thread = Thread.ofVirtual().start(() -> read(from));
    }

    private void read(InputStream from) {
      byte[] buffer = new byte[4096];
      try {
        int count;
        while ((count = from.read(buffer)) > 0) {
          synchronized (kept) {
            kept.write(buffer, 0, Math.min(count, MAX_TEXT_BYTES - kept.size()));
          }
        }
      } catch (IOException closed) {
        // What has come is what there is.
      }
    }

    /**
     * What was said. Waits for the end of the stream, but not for ever: an ssh that stays behind to
     * share its connection (ControlPersist) may keep the stream open.
     */
    String text() throws InterruptedException {
      thread.join(LAST_WORDS);
      synchronized (kept) {
        return kept.toString(StandardCharsets.UTF_8);
      }
    }
  }

  /** The last line of the complaints, which says what it came to. */
  String lastComplaint() {
    List<String> lines = errors.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : lines.getLast().strip();
  }
}
