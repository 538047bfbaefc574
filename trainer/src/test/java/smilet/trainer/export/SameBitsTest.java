package smilet.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import smilet.shared.file.ModelFile;
import smilet.shared.fixed.Sigmoid;
import smilet.shared.frame.Frame;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

/**
 * The C library answers with Java's logits, whatever the compiler and the CPU. The program is the
 * exported example, which reads frames from standard input.
 *
 * <p>The builds with most optimisation classify {@value #ALL} frames per model. The others, with
 * less of it, with sanitizers or in an emulator, classify {@value #FEW}, or as many as the
 * environment variable {@code SMILET_EXPORT_FRAMES} says.
 */
class SameBitsTest {
  private static final int ALL = 1000;
  private static final int FEW = 24;

  private static final ModelFile LINEAR = ShapedModels.linear();
  private static final ModelFile NETWORK_4K = ShapedModels.network4k();
  private static final ModelFile NETWORK_16K = ShapedModels.network16k();

  private static final int SLOW_FRAMES =
      Integer.parseInt(System.getenv().getOrDefault("SMILET_EXPORT_FRAMES", Integer.toString(FEW)));

  @TempDir Path folder;

  static Stream<CBuild> fastBuilds() {
    return CBuild.host().filter(build -> !isSlow(build));
  }

  static Stream<CBuild> slowBuilds() {
    return Stream.concat(CBuild.host().filter(SameBitsTest::isSlow), CBuild.linuxOnArm());
  }

  static Stream<CBuild> cortexM() {
    return CBuild.cortexM();
  }

  private static boolean isSlow(CBuild build) {
    return !build.options().equals(List.of("-O3"));
  }

  @ParameterizedTest
  @MethodSource("fastBuilds")
  void logitsAreThoseOfJava(CBuild build) throws Exception {
    build.requireTools();
    for (ModelFile model : List.of(LINEAR, NETWORK_4K, NETWORK_16K)) {
      requireSameLogits(build, model, TestFrames.of(ALL));
    }
  }

  @ParameterizedTest
  @MethodSource("slowBuilds")
  void logitsAreThoseOfJavaInSlowBuilds(CBuild build) throws Exception {
    build.requireTools();
    for (ModelFile model : List.of(LINEAR, NETWORK_4K, NETWORK_16K)) {
      requireSameLogits(build, model, TestFrames.of(SLOW_FRAMES));
    }
  }

  @ParameterizedTest
  @MethodSource("cortexM")
  void logitsAreThoseOfJavaOnMicrocontrollers(CBuild build) throws Exception {
    build.requireTools();
    requireSameLogits(build, LINEAR, frames(build));
    requireSameLogits(build, NETWORK_4K, frames(build));
    // Its scratch area is larger than the RAM of a micro:bit.
    CBuild large = build.onLargeBoard();
    requireSameLogits(large, NETWORK_16K, frames(large));
  }

  private static List<Frame> frames(CBuild build) {
    return build.smallFrames() ? TestFrames.small(SLOW_FRAMES) : TestFrames.of(SLOW_FRAMES);
  }

  /** Every kernel, stride, shift and number of weight bits, odd sizes, and both normalisations. */
  @Test
  void logitsAreThoseOfJavaForModelsOfEveryShape() throws Exception {
    CBuild build = CBuild.host().filter(b -> b.name().startsWith("gcc -O1 with")).findAny().get();
    build.requireTools();
    Random random = new Random(5);
    for (int i = 0; i < 12; i++) {
      ModelFile model = ShapedModels.random(random, i % 4, i % 2 == 0);
      requireSameLogits(build, model, TestFrames.of(36));
    }
    ModelFile deep =
        ShapedModels.of("5k11s3-33-3s1-7k1s4", new Grid(31, 47), true, 7, Normalisation.NONE, 9);
    requireSameLogits(build, deep, TestFrames.of(36));
  }

  /** What Java answers, once for all builds. */
  private static final Map<Question, List<Integer>> ANSWERS = new HashMap<>();

  private record Question(String contentHash, int frames, boolean small) {}

  private void requireSameLogits(CBuild build, ModelFile model, List<Frame> frames)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory(folder, "library");
    Path library = work.resolve("library");
    new CLibrary(model, CLibrary.PREFIX).write(library);
    Path source = library.resolve("src");
    Path program =
        build.compile(
            work,
            List.of(source),
            List.of(source.resolve("smilet_model.c"), library.resolve("examples/stdin/main.c")));
    List<Integer> logits =
        build
            .run(program, TestFrames.pgm(frames))
            .lines()
            .map(line -> Integer.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
            .toList();
    assertThat(logits)
        .as("%s, %s", build, model.model().network())
        .isEqualTo(
            ANSWERS.computeIfAbsent(
                new Question(model.contentHash(), frames.size(), build.smallFrames()),
                _ -> TestFrames.logits(model, frames)));
  }

  /** One sum over the probabilities of all logits around 0 and of the extremes. */
  @Test
  void probabilitiesAreThoseOfJava() throws Exception {
    CBuild build = CBuild.host().filter(b -> b.name().equals("gcc -O2")).findAny().get();
    build.requireTools();
    Path library = folder.resolve("library");
    new CLibrary(LINEAR, CLibrary.PREFIX).write(library);
    Path main =
        Files.writeString(
            folder.resolve("main.c"),
            """
            #include <smilet_model.h>
            #include <stdio.h>
            int main(void) {
              uint32_t hash = 0;
              int32_t logit;
              for (logit = -800000; logit <= 800000; logit++) {
                hash = hash * 31 + smilet_probability_q15(logit);
              }
              hash = hash * 31 + smilet_probability_q15(INT32_MIN);
              hash = hash * 31 + smilet_probability_q15(INT32_MAX);
              printf("%ld", (long)(int32_t)hash);
              return 0;
            }
            """);
    Path source = library.resolve("src");
    Path program =
        build.compile(folder, List.of(source), List.of(source.resolve("smilet_model.c"), main));
    int hash = 0;
    for (int logit = -800_000; logit <= 800_000; logit++) {
      hash = hash * 31 + Sigmoid.probabilityQ15(logit);
    }
    hash = hash * 31 + Sigmoid.probabilityQ15(Integer.MIN_VALUE);
    hash = hash * 31 + Sigmoid.probabilityQ15(Integer.MAX_VALUE);
    assertThat(build.run(program, new byte[0])).isEqualTo(Integer.toString(hash));
  }
}
