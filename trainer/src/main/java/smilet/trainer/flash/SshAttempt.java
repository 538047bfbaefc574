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
 * @param output the standard output, at most {@value #MAX_TEXT_BYTES} bytes
 * @param errors the standard error of ssh and of the remote command, likewise
 */
record SshAttempt(int exitCode, String output, String errors) {
  /** The exit code of ssh itself; ssh(1): "or with 255 if an error occurred". */
  static final int CONNECTION_FAILED = 255;

  static final int TIMED_OUT = -1;

  private static final int MAX_TEXT_BYTES = 1 << 16;

  /** How long to wait for the end of the output after ssh has ended. */
  private static final Duration OUTPUT_TIMEOUT = Duration.ofSeconds(2);

  static SshAttempt run(List<String> command, byte[] input, Duration timeout)
      throws IOException, InterruptedException {
    Process ssh = new ProcessBuilder(command).start();
    try {
      OutputReader output = new OutputReader(ssh.getInputStream());
      OutputReader errors = new OutputReader(ssh.getErrorStream());
      Thread.ofVirtual().start(() -> feed(ssh.getOutputStream(), input));
      boolean ended = ssh.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        // Through the handle, because Process.destroyForcibly would close the output before it is
        // read.
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
      // The exit code and the output say more.
    }
  }

  /** Reads a stream to its end and keeps the beginning. */
  private static final class OutputReader {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread thread;

    OutputReader(InputStream from) {
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
        // What was read so far is kept.
      }
    }

    /**
     * The text. Waits for the end of the stream, but only for a limited time: an ssh that stays in
     * the background to share its connection (ControlPersist) may keep the stream open.
     */
    String text() throws InterruptedException {
      thread.join(OUTPUT_TIMEOUT);
      synchronized (kept) {
        return kept.toString(StandardCharsets.UTF_8);
      }
    }
  }

  /** The last line of the standard error; empty if there is none. */
  String lastErrorLine() {
    List<String> lines = errors.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : lines.getLast().strip();
  }
}
