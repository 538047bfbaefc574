package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import smilet.device.toml.TomlFile;
import smilet.shared.error.UserError;

/** Damaged configurations and other files are accepted, or refused in one line. */
@Timeout(120)
final class ConfigFuzzTest {
  private static final int ROUNDS = 2000;
  private static final long TIME_LIMIT_NANOS = 5_000_000_000L;

  /**
   * The TOML library makes a kilobyte of objects per line, and a line has at least three bytes.
   * Nearly all of these objects are garbage at once.
   */
  private static final long ALLOCATION_LIMIT_BYTES = 2048L * TomlFile.MAX_BYTES;

  private static final String PUNCTUATION = "[]{}\"'.#,=\\\n 0-";

  @TempDir Path folder;

  private final Random random = new Random(8);
  private final CommandLine program = SmiletDevice.commandLine();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private int accepted;
  private int refused;

  @Test
  void noBytesCrashTheReaderOrMakeItAllocateMuch() throws IOException {
    byte[] whole = everyKey();
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS && System.nanoTime() - start < TIME_LIMIT_NANOS; i++) {
      read(mutatedPart(whole));
    }
    assertThat(accepted).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void noLargeFileCrashesTheReaderOrMakesItAllocateMuch() throws IOException {
    for (String piece :
        List.of("[", "{a=", "a.", "[[", "[1,\n", "\"", "'", "\\", "1\na=", "1\n#")) {
      byte[] text = ("fps = " + piece.repeat(TomlFile.MAX_BYTES)).getBytes(StandardCharsets.UTF_8);
      read(Arrays.copyOf(text, TomlFile.MAX_BYTES));
    }
    byte[] noise = new byte[TomlFile.MAX_BYTES];
    random.nextBytes(noise);
    read(noise);
    read(new byte[4 * TomlFile.MAX_BYTES]);
    assertThat(refused).isPositive();
  }

  /** The configuration that the program prints, with every key active. */
  private static byte[] everyKey() {
    StringWriter printed = new StringWriter();
    SmiletDevice.commandLine().setOut(new PrintWriter(printed, true)).execute("config");
    return printed
        .toString()
        .replaceAll("(?m)^# (?=[a-z0-9-]+ = )", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A part of the file, so that sometimes there is no fault before the inserted one. */
  private byte[] mutatedPart(byte[] whole) {
    int from = random.nextInt(whole.length);
    int to = Math.min(whole.length, from + random.nextInt(600));
    byte[] bytes = Arrays.copyOfRange(whole, from, to);
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      int mark = PUNCTUATION.charAt(random.nextInt(PUNCTUATION.length()));
      bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt() : mark);
    }
    return bytes;
  }

  private void read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("smilet.toml"), bytes);
    CommandLine run = program.getSubcommands().get("run");
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      program.setDefaultValueProvider(ConfigFile.read(file, run.getCommandSpec()));
      program.parseArgs("run", "--model", "m");
      accepted++;
    } catch (UserError e) {
      assertThat(e.getMessage()).contains(file.toString()).hasLineCount(1);
      refused++;
    } catch (ParameterException e) {
      refused++;
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(ALLOCATION_LIMIT_BYTES);
  }
}
