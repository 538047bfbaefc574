package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.supply.BrightnessModel;
import smilet.shared.file.ModelFile;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/**
 * For any input, {@code install -} prints one line of JSON, has a documented exit code, and leaves
 * the store valid.
 */
@Timeout(120)
final class InstallFuzzTest {
  private static final int ROUNDS = 2000;
  private static final long TIME_LIMIT_NANOS = 5_000_000_000L;

  /** The offset of the file's length in it, and the length of the hash at its end. */
  private static final int LENGTH_OFFSET = 10;

  private static final int HASH_BYTES = 32;

  /**
   * The limit of the model file alone: the bytes read, unpacked to four times the size, and copied.
   */
  private static final long ALLOCATION_LIMIT_BYTES = 16L * ModelFile.MAX_BYTES;

  @TempDir Path folder;

  private final Random random = new Random(11);
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void anyInputGivesOneLineAndTheStoreStaysValid() throws Exception {
    assertThat(install(new ByteArrayInputStream(BrightnessModel.file(0).encode())).exitCode)
        .isZero();
    long start = System.nanoTime();
    int installed = 0;
    int refused = 0;
    for (int i = 0; i < ROUNDS && System.nanoTime() - start < TIME_LIMIT_NANOS; i++) {
      Answer answer = install(input());
      assertThat(answer.line.lines()).hasSize(1);
      if (answer.exitCode == 0) {
        assertThat(answer.line).startsWith("{\"installed\":true,");
        installed++;
      } else {
        assertThat(answer.exitCode).isEqualTo(2);
        assertThat(answer.line).startsWith("{\"installed\":false,\"reason\":\"");
        refused++;
      }
      assertThat(answer.allocatedBytes).isLessThan(ALLOCATION_LIMIT_BYTES);
    }
    assertThat(installed).as("some changes give another valid model").isPositive();
    assertThat(refused).isPositive();
    ModelStore store = ModelStore.open(folder.resolve("store"), TrustPolicy.ANYONE);
    assertThat(store.current().orElseThrow().warning()).isEmpty();
  }

  @Test
  void anEndlessInputIsRefusedAtTheSizeLimit() {
    Answer answer =
        install(
            new InputStream() {
              @Override
              public int read() {
                return random.nextInt(256);
              }

              @Override
              public int read(byte[] into, int offset, int most) {
                return most; // leaves the array as it is
              }
            });
    assertThat(answer.exitCode).isEqualTo(2);
    assertThat(answer.line).contains("larger than 1048576 bytes");
    assertThat(answer.allocatedBytes).isLessThan(ALLOCATION_LIMIT_BYTES);
  }

  private InputStream input() throws GeneralSecurityException {
    ModelFile model = BrightnessModel.file(random.nextInt(100));
    byte[] bytes =
        new ModelFile(model.model(), model.thresholds(), Map.of("seed", "11"), model.goldenFrames())
            .encode();
    if (random.nextInt(3) == 0) {
      bytes = Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
    }
    for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    if (random.nextInt(4) > 0 && bytes.length >= LENGTH_OFFSET + Integer.BYTES + HASH_BYTES) {
      reseal(bytes);
    }
    InputStream in = new ByteArrayInputStream(bytes);
    return random.nextInt(10) == 0 ? new SequenceInputStream(in, cutConnection()) : in;
  }

  /** Makes length and hash right, so that the reader gets to the damaged contents. */
  private static void reseal(byte[] bytes) throws GeneralSecurityException {
    ByteBuffer.wrap(bytes).putInt(LENGTH_OFFSET, bytes.length);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(bytes, 0, bytes.length - HASH_BYTES);
    digest.digest(bytes, bytes.length - HASH_BYTES, HASH_BYTES);
  }

  private static InputStream cutConnection() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("connection reset");
      }

      @Override
      public int read(byte[] into, int offset, int most) throws IOException {
        return read();
      }
    };
  }

  private record Answer(int exitCode, String line, long allocatedBytes) {}

  private Answer install(InputStream input) {
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    String store = folder.resolve("store").toString();
    try {
      System.setIn(input);
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      long before = threads.getCurrentThreadAllocatedBytes();
      int exitCode =
          SmiletDevice.execute(SmiletDevice.commandLine(), "install", "-", "--store", store);
      long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
      return new Answer(exitCode, printed.toString(StandardCharsets.UTF_8), allocatedBytes);
    } finally {
      System.setIn(in);
      System.setOut(out);
    }
  }
}
