package smilet.trainer.flash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of ssh with a model as its input.
 *
 * @param exitCode of the remote command, {@link #CONNECTION_FAILED}, or {@link #TIMED_OUT}
 * @param output the standard output: its beginning and its end, each at most {@value #KEPT_BYTES}
 *     bytes
 * @param errors the standard error of ssh and of the remote command, likewise
 */
record SshAttempt(int exitCode, String output, String errors) {
  /** The exit code of ssh itself; ssh(1): "or with 255 if an error occurred". */
  static final int CONNECTION_FAILED = 255;

  static final int TIMED_OUT = -1;

  private static final int KEPT_BYTES = 1 << 18;

  /** How long to wait for the end of the output after ssh has ended. */
  private static final Duration OUTPUT_TIMEOUT = Duration.ofSeconds(2);

  static SshAttempt run(List<String> command, byte[] input, Duration timeout)
      throws IOException, InterruptedException {
    return run(command, input, timeout, OutputStream.nullOutputStream());
  }

  /**
   * The same.
   *
   * @param copy receives all of the standard output as it comes
   */
  static SshAttempt run(List<String> command, byte[] input, Duration timeout, OutputStream copy)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    // What ssh says is looked at. Its configuration may send LC_* on, and every device has this
    // one.
    builder.environment().put("LC_ALL", "C");
    Process ssh = builder.start();
    try {
      OutputReader output = new OutputReader(ssh.getInputStream(), copy);
      OutputReader errors = new OutputReader(ssh.getErrorStream(), OutputStream.nullOutputStream());
      Thread.ofVirtual().start(() -> feed(ssh.getOutputStream(), input));
      boolean ended = ssh.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        // With what it has started, a ProxyCommand. Through the handle, because
        // Process.destroyForcibly would close the output before it is read.
        ssh.descendants().forEach(ProcessHandle::destroyForcibly);
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

  /** Reads a stream to its end and keeps its beginning and its end. */
  private static final class OutputReader {
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private final byte[] end = new byte[KEPT_BYTES];
    private long afterBeginning;
    private final Thread thread;

    OutputReader(InputStream from, OutputStream copy) {
      thread = Thread.ofVirtual().start(() -> read(from, copy));
    }

    private void read(InputStream from, OutputStream copy) {
      byte[] buffer = new byte[4096];
      try {
        int count;
        while ((count = from.read(buffer)) > 0) {
          keep(buffer, count);
          copy.write(buffer, 0, count);
        }
      } catch (IOException closed) {
        // What was read so far is kept.
      }
    }

    private synchronized void keep(byte[] buffer, int count) {
      int first = Math.min(count, KEPT_BYTES - beginning.size());
      beginning.write(buffer, 0, first);
      for (int i = first; i < count; i++) {
        end[(int) (afterBeginning % KEPT_BYTES)] = buffer[i];
        afterBeginning++;
      }
    }

    /**
     * The text. Waits for the end of the stream, but only for a limited time: an ssh that stays in
     * the background to share its connection (ControlPersist) may keep the stream open.
     */
    String text() throws InterruptedException {
      thread.join(OUTPUT_TIMEOUT);
      synchronized (this) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        kept.writeBytes(beginning.toByteArray());
        int oldest = afterBeginning > KEPT_BYTES ? (int) (afterBeginning % KEPT_BYTES) : 0;
        int count = (int) Math.min(afterBeginning, KEPT_BYTES);
        if (afterBeginning > KEPT_BYTES) {
          kept.write('\n');
        }
        for (int i = 0; i < count; i++) {
          kept.write(end[(oldest + i) % KEPT_BYTES]);
        }
        return kept.toString(StandardCharsets.UTF_8);
      }
    }
  }

  /** The last line of the standard error; empty if there is none. */
  String lastErrorLine() {
    return lastLine(errors);
  }

  /** The last line of the standard output; empty if there is none. */
  String lastOutputLine() {
    return lastLine(output);
  }

  /** All lines that were printed, first those of the standard output. */
  List<String> allLines() {
    return Stream.concat(output.lines(), errors.lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static String lastLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line.strip());
  }
}
