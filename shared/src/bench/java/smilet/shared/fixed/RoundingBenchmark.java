package smilet.shared.fixed;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Proves the wiring; goes when a real benchmark comes. */
@State(Scope.Thread)
public class RoundingBenchmark {
  private int acc = 12345;

  @Benchmark
  public int shift() {
    return (acc + 8) >> 4;
  }
}
