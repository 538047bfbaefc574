package smilet.trainer.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.shared.model.Convolution;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.trainer.network.Samples;

/** The same samples, recipe and seed give the same bits for any threads and vector width. */
class ReproducibilityTest {
  @ParameterizedTest
  @ValueSource(strings = {"9-12", "linear"})
  void oneThreadTwoAndThreeGiveTheSameBits(String network) {
    String alone = fingerprint(network, 1);
    assertThat(fingerprint(network, 2)).isEqualTo(alone);
    assertThat(fingerprint(network, 3)).isEqualTo(alone);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void everyWidthOfTheVectorUnitGivesTheSameBits(int bytes) throws Exception {
    assertThat(fingerprintElsewhere("-XX:MaxVectorSize=" + bytes))
        .isEqualTo(fingerprint("9-12", 2));
  }

  @Test
  void anotherSeedGivesOtherBits() {
    assertThat(fingerprint("9-12", 1, 2)).isNotEqualTo(fingerprint("9-12", 1, 1));
  }

  /** Prints the fingerprint; runs in a JVM that was started with other options. */
  public static void main(String[] arguments) {
    System.out.println(fingerprint("9-12", 2));
  }

  private static String fingerprintElsewhere(String option)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                option,
                ReproducibilityTest.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.strip();
  }

  private static String fingerprint(String network, int threads) {
    return fingerprint(network, threads, 1);
  }

  private static String fingerprint(String network, int threads, long seed) {
    Samples samples = SmallProblems.bows(203, 5);
    Recipe recipe =
        Recipe.forArchitecture(SmallProblems.network(network, samples, seed).architecture(), seed)
            .toBuilder()
            .iterations(4)
            .batchSize(48)
            .rounding(new Recipe.Rounding(4, 0.5))
            .build();
    DescentResult outcome =
        new Descent(
                SmallProblems.network(network, samples, seed),
                samples,
                Optional.empty(),
                recipe,
                threads,
                Stopwatch.ofProcess())
            .run(DescentListener.NONE);
    return Arrays.hashCode(outcome.network().parameters()) + " " + describe(outcome.model(samples));
  }

  private static String describe(Model model) {
    Stream<Integer> hashes =
        model.layers().subList(0, model.layers().size() - 1).stream()
            .map(
                (Layer layer) -> {
                  Convolution convolution = (Convolution) layer;
                  return Arrays.hashCode(convolution.weights())
                      ^ Arrays.hashCode(convolution.biases())
                      ^ Arrays.hashCode(convolution.multipliers());
                });
    return hashes.toList()
        + " "
        + Arrays.hashCode(model.dense().weights())
        + " "
        + model.dense().bias()
        + " "
        + model.dense().multiplier();
  }
}
