package smilet.trainer.descent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ArraySamples;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;

/**
 * Frames trained per second, here and in PyTorch: 8-12-16 at 32x32, batches of 64, AdamW, no
 * augmentation, each on its own noise (the content of the frames does not change the time). PyTorch
 * needs a {@code python3} with torch. Debian's package is python3-torch; {@code
 * -Dpython=/usr/bin/python3} selects that Python if another one comes first.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class TrainingBenchmark {
  private static final int FRAMES = 4096;
  private static final int BATCH = 64;

  /** One pass over the frames; the PyTorch benchmark does the same. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public DescentResult smilet(Ours ours) {
    return ours.descent().run(DescentListener.NONE);
  }

  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public String pytorch(Theirs theirs) throws IOException {
    theirs.ask.write("\n");
    theirs.ask.flush();
    return theirs.answer.readLine();
  }

  @State(Scope.Thread)
  public static class Ours {
    @Param({"1", "2"})
    int threads;

    private final Grid grid = new Grid(32, 32);
    private Samples samples;
    private Network start;
    private Recipe recipe;

    @Setup
    public void draw() {
      Random random = new Random(1);
      byte[] inputs = new byte[FRAMES * grid.cellCount()];
      boolean[] smiles = new boolean[FRAMES];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = (byte) random.nextInt(-127, 128);
      }
      for (int i = 0; i < FRAMES; i++) {
        smiles[i] = random.nextDouble() < 0.28;
      }
      samples = new ArraySamples(grid, Normalisation.CONTRAST, inputs, smiles);
      Architecture architecture = Architecture.parse("8-12-16", grid);
      start = Network.initialise(architecture, Normalisation.CONTRAST, 1);
      recipe =
          Recipe.forArchitecture(architecture, 1).toBuilder()
              .optimiser(new Optimiser.AdamW(2e-3, 1e-4))
              .schedule(LearningRateSchedule.CONSTANT)
              .batchSize(BATCH)
              .normalised(false)
              .rounding(new Recipe.Rounding(8, 0))
              .iterations(1)
              .build();
    }

    Descent descent() {
      return new Descent(start, samples, Optional.empty(), recipe, threads, Stopwatch.ofProcess());
    }
  }

  @State(Scope.Thread)
  public static class Theirs {
    @Param({"1", "2"})
    int threads;

    Writer ask;
    BufferedReader answer;
    private Process process;

    @Setup(Level.Trial)
    public void start() throws IOException {
      process =
          new ProcessBuilder(
                  System.getProperty("python", "python3"),
                  Path.of(System.getProperty("trainer.python", "src/bench/python"), "training.py")
                      .toString(),
                  String.valueOf(threads),
                  String.valueOf(FRAMES),
                  String.valueOf(BATCH))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      ask = process.outputWriter(StandardCharsets.UTF_8);
      answer = process.inputReader(StandardCharsets.UTF_8);
      String version = answer.readLine();
      if (version == null) {
        throw new IOException("no PyTorch behind python3; give one with -Dpython=...");
      }
      System.out.println(version);
    }

    @TearDown(Level.Trial)
    public void stop() throws IOException {
      ask.close();
      process.destroy();
    }
  }
}
