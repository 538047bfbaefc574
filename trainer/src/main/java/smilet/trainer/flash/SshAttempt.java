package smilet.trainer.flash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  static SshAttempt run(List<String> command, byte[] input, Duration timeout)
      throws IOException, InterruptedException {
    Process ssh = new ProcessBuilder(command).start();
    try {
      CompletableFuture<String> output = text(ssh.getInputStream());
      CompletableFuture<String> errors = text(ssh.getErrorStream());
      CompletableFuture<Void> feeding =
          CompletableFuture.runAsync(() -> feed(ssh.getOutputStream(), input), THREADS);
      boolean ended = ssh.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      ssh.destroyForcibly();
      feeding.join();
      return new SshAttempt(ended ? ssh.exitValue() : TIMED_OUT, output.join(), errors.join());
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

  private static CompletableFuture<String> text(InputStream from) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (from) {
            String text = new String(from.readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8);
            from.transferTo(OutputStream.nullOutputStream());
            return text;
          } catch (IOException closed) {
            return "";
          }
        },
        THREADS);
  }

  /** The last line of the complaints, which says what it came to. */
  String lastComplaint() {
    List<String> lines = errors.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : lines.getLast().strip();
  }
}
