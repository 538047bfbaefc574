package smilet.shared.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import smilet.shared.error.ExitCode;
import smilet.shared.error.Failure;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/** Standard output and standard error of a program, as {@link CleanOutput}. */
public final class StandardStreams {
  private static final CleanOutput OUT = new CleanOutput(new FileOutputStream(FileDescriptor.out));
  private static final CleanOutput ERR = new CleanOutput(new FileOutputStream(FileDescriptor.err));

  /** How long the end of the program waits for a reader of its messages that takes nothing. */
  private static final long PATIENCE_MILLIS = 1000;

  private static Optional<DecoupledOutput> decoupledErrors = Optional.empty();
  private static Optional<DecoupledOutput> decoupledOut = Optional.empty();

  private StandardStreams() {}

  /**
   * Makes all that the program prints clean and independent of the machine's settings: {@link
   * System#out} and {@link System#err} escape invisible characters and are UTF-8, and the default
   * locale, which libraries may use, has no language.
   */
  public static void install() {
    Locale.setDefault(Locale.ROOT);
    System.setOut(new PrintStream(OUT, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(ERR, true, StandardCharsets.UTF_8));
  }

  /**
   * The same for a program that must go on if nobody reads its messages: {@link System#err} then
   * leaves messages out instead of waiting.
   */
  public static void installDecoupled() {
    install();
    DecoupledOutput errors =
        new DecoupledOutput(
            channel(FileDescriptor.err),
            lines -> "(" + lines + " lines were left out, because nobody read them in time)",
            failure -> {}); // there is no other place to say so
    decoupledErrors = Optional.of(errors);
    System.setErr(new PrintStream(new CleanOutput(errors), true, StandardCharsets.UTF_8));
  }

  /** Standard output that never lets the writer wait; see {@link DecoupledOutput}. */
  public static DecoupledOutput decoupledOut(
      LongFunction<String> notice, Consumer<IOException> onFailure) {
    DecoupledOutput out = new DecoupledOutput(channel(FileDescriptor.out), notice, onFailure);
    decoupledOut = Optional.of(out);
    return out;
  }

  private static WritableByteChannel channel(FileDescriptor descriptor) {
    return new FileOutputStream(descriptor).getChannel();
  }

  /**
   * Ends a program's output: if not all of it could be written, because the disk is full, that is
   * an error. If a program that reads it has ended, as {@code head} does, nobody misses the rest.
   *
   * @param program what the error line begins with
   * @param exitCode of the command
   * @return the program's exit code
   */
  public static int finish(String program, int exitCode) {
    System.out.flush();
    Optional<IOException> failure =
        OUT.failure()
            .or(() -> decoupledOut.flatMap(DecoupledOutput::failure))
            .filter(cause -> !DecoupledOutput.isReaderGone(cause));
    if (failure.isPresent()) {
      String message = "cannot write to standard output: " + FileError.reason(failure.get());
      Failure.of(new UserError(message))
          .print(new PrintWriter(System.err, true, StandardCharsets.UTF_8), program);
    }
    decoupledErrors.ifPresent(errors -> errors.drain(PATIENCE_MILLIS));
    return exitCode == ExitCode.OK && failure.isPresent() ? ExitCode.NOT_ALL_OK : exitCode;
  }
}
