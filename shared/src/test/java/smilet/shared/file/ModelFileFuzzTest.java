package smilet.shared.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated files with a correct hash, so that the damage reaches the parser itself. */
class ModelFileFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final long TIME_LIMIT_NANOS = 10_000_000_000L;

  /** Weights unpack to at most four times the file; layers copy them once. The rest is small. */
  private static final long ALLOCATION_LIMIT_BYTES = 16L * ModelFile.MAX_BYTES;

  @Test
  void noBytesCrashTheReaderOrMakeItAllocateMuch() {
    Random random = new Random(6);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    int accepted = 0;
    int refused = 0;
    for (int i = 0; i < ROUNDS && System.nanoTime() - start < TIME_LIMIT_NANOS; i++) {
      byte[] bytes = mutated(RandomModelFiles.next(random).encode(), random);
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        ModelFile.decode(bytes);
        accepted++;
      } catch (MalformedModelException expected) {
        assertThat(expected.offset()).isBetween(0L, (long) bytes.length);
        refused++;
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .isLessThan(ALLOCATION_LIMIT_BYTES);
    }
    // Some mutations only change a weight; the result is another valid model.
    assertThat(accepted).isPositive();
    assertThat(refused).isPositive();
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] result = bytes;
    if (random.nextInt(4) == 0) {
      result = Arrays.copyOf(result, Envelope.HEADER_BYTES + random.nextInt(2 * bytes.length));
      if (result.length < Envelope.HEADER_BYTES + Envelope.HASH_BYTES) {
        return result;
      }
    }
    int mutable = result.length - Envelope.HEADER_BYTES - Envelope.HASH_BYTES;
    for (int i = random.nextInt(4); i >= 0 && mutable > 0; i--) {
      int at =
          Envelope.HEADER_BYTES
              + random.nextInt(random.nextBoolean() ? mutable : 1 + Math.min(mutable - 1, 12));
      result[at] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
    }
    return ModelFileTest.resealed(result);
  }
}
