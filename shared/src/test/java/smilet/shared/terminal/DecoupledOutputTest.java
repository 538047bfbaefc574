package smilet.shared.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers of every kind: fast, slow, stopped, gone, and files on a disk that fills up. */
@Timeout(120)
class DecoupledOutputTest {
  /** A target that does what a test says. */
  private abstract static class Target implements WritableByteChannel {
    final ByteArrayOutputStream received = new ByteArrayOutputStream();

    /** Takes the next bytes of {@code from}. */
    final int take(ByteBuffer from, int most) {
      int count = Math.min(most, from.remaining());
      for (int i = 0; i < count; i++) {
        received.write(from.get());
      }
      return count;
    }

    List<String> lines() {
      return received.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private final List<String> failures = new ArrayList<>();

  private DecoupledOutput output(Target target) {
    return new DecoupledOutput(
        target, lines -> "left out " + lines, failure -> failures.add(failure.getMessage()));
  }

  private static void print(DecoupledOutput out, String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Whether every line stands there once, in order, or is counted in the notice at its place. */
  private static void assertComplete(List<String> lines, int sent) {
    int next = 0;
    for (String line : lines) {
      if (line.startsWith("left out ")) {
        next += Integer.parseInt(line.substring(9));
      } else {
        assertThat(line).isEqualTo("line " + next);
        next++;
      }
    }
    assertThat(next).isEqualTo(sent);
  }

  @Test
  void everyLineArrivesOrIsCountedHoweverSlowOrBrokenTheReaderIs() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Target target =
          new Target() {
            @Override
            public int write(ByteBuffer from) throws IOException {
              try {
                if (random.nextInt(4) == 0) {
                  Thread.sleep(random.nextInt(5));
                }
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              if (received.size() > 0 && random.nextInt(5000) == 0) {
                throw new IOException("No space left on device");
              }
              return take(from, random.nextInt(2000)); // often a part of a line, or nothing
            }
          };
      try (DecoupledOutput out = output(target)) {
        int sent = 30_000;
        for (int i = 0; i < sent; i++) {
          print(out, "line " + i);
        }
        for (int attempt = 0; attempt < 10; attempt++) { // the disk may be full for a second
          out.drain(10_000);
          Thread.sleep(out.failure().isPresent() ? 1100 : 0);
        }
        assertComplete(target.lines(), sent);
      }
    }
  }

  @Test
  void aStoppedReaderDelaysNobodyAndGetsTheBeginningThenTheNoticeThenTheEnd() throws Exception {
    CountDownLatch goesOn = new CountDownLatch(1);
    Target target =
        new Target() {
          @Override
          public int write(ByteBuffer from) {
            try {
              goesOn.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            return take(from, Integer.MAX_VALUE);
          }
        };
    try (DecoupledOutput out = output(target)) {
      for (int i = 0; i < 100_000; i++) {
        print(out, "line " + i); // would never return if it waited
      }
      assertThat(out.drain(100)).as("slow is no failure").isEmpty();
      goesOn.countDown();
      out.drain(10_000);
      print(out, "line 100000");
      out.drain(10_000);
      assertComplete(target.lines(), 100_001);
      assertThat(target.lines()).last().isEqualTo("line 100000");
      assertThat(target.lines().stream().filter(line -> line.startsWith("left"))).hasSize(1);
    }
  }

  @Test
  void aFullDiskIsToldOnceAndWhatWasBegunIsFinished() throws Exception {
    Target target =
        new Target() {
          private int room = 10;

          @Override
          public int write(ByteBuffer from) throws IOException {
            if (room == 0) {
              room = 1000; // at the next attempt
              throw new IOException("No space left on device");
            }
            int count = take(from, room);
            room -= count;
            return count;
          }
        };
    try (DecoupledOutput out = output(target)) {
      for (int i = 0; i < 5; i++) {
        print(out, "line " + i);
      }
      assertThat(out.drain(10_000))
          .hasValueSatisfying(e -> assertThat(e).hasMessageContaining("space"));
      assertThat(out.isReaderGone()).isFalse();
      print(out, "line 5"); // goes on
      while (out.failure().isPresent()) {
        Thread.sleep(10);
      }
      out.drain(10_000);
      assertComplete(target.lines(), 6);
      assertThat(failures).containsExactly("No space left on device");
    }
  }

  @Test
  void aReaderThatHasGoneIsReportedToTheWriter() throws Exception {
    Target target =
        new Target() {
          @Override
          public int write(ByteBuffer from) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (DecoupledOutput out = output(target)) {
      out.write("line\n".getBytes(StandardCharsets.UTF_8)); // a flush might report it already
      while (!out.isReaderGone()) {
        Thread.sleep(1);
      }
      assertThatThrownBy(() -> print(out, "line")).hasMessage("Broken pipe");
      assertThatThrownBy(out::flush).hasMessage("Broken pipe");
      assertThat(failures).as("nobody misses what it does not read").isEmpty();
    }
  }

  @Test
  void aLineThatIsLongerThanTheBufferIsLeftOut() throws Exception {
    Target target =
        new Target() {
          @Override
          public int write(ByteBuffer from) {
            return take(from, Integer.MAX_VALUE);
          }
        };
    try (DecoupledOutput out = output(target)) {
      print(out, "line 0");
      print(out, "x".repeat(1 << 17));
      print(out, "line 2");
      out.drain(10_000);
      assertThat(target.lines()).containsExactly("line 0", "left out 1", "line 2");
    }
  }
}
