package smilet.shared.fixed;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The integer sigmoid beside the one of doubles, over logits spread from -12 to 12. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
public class SigmoidBenchmark {
  private static final int COUNT = 4096;

  private final int[] logitsQ16 = new Random(1).ints(COUNT, -12 << 16, 12 << 16).toArray();

  /** Calls that do not wait for one another. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public int integer() {
    int sum = 0;
    for (int logitQ16 : logitsQ16) {
      sum += Sigmoid.probabilityQ15(logitQ16);
    }
    return sum;
  }

  /** Each call waits for the last one's answer. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public int integerInTurn() {
    int last = 0;
    for (int logitQ16 : logitsQ16) {
      last = Sigmoid.probabilityQ15(logitQ16 ^ (last & 1));
    }
    return last;
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double doubles() {
    double sum = 0;
    for (int logitQ16 : logitsQ16) {
      sum += 1 / (1 + Math.exp(-Q16.toDouble(logitQ16)));
    }
    return sum;
  }
}
