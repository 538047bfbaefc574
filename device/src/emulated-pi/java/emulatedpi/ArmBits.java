package emulatedpi;

import emulatedpi.guest.Answers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * That arm64 answers as x86 does, to the bit: the same classes and model files on the Pi's Java.
 */
final class ArmBits {
  private static final int FRAMES = 1000;
  private static final Duration TESTS_LIMIT = Duration.ofMinutes(15);

  /**
   * Left out: what starts other programs, which would be arm64's too, and the Vector API's kernels.
   */
  private static final String TESTS =
      "!LauncherTest,!ConcurrentInstallTest,!KilledInstallTest,!InferenceTest";

  private final Kit kit;
  private final Product product;

  ArmBits(Kit kit, Product product) {
    this.kit = kit;
    this.product = product;
  }

  void run(Report report) throws IOException {
    Path frames = product.work().resolve("frames.bin");
    Answers.paint(frames, FRAMES);
    List<String> there = new ArrayList<>();
    if (report.test("ArmBits.javaRunsOnArm64", () -> there.addAll(answersThere(frames)))) {
      report.test(
          "ArmBits.aThousandFramesThroughTheLinearModelAnswerAsOnThisMachine",
          () -> compare(Answers.hash(frames, product.linearModel()), there.get(0)));
      report.test(
          "ArmBits.aThousandFramesThroughTheNetworkAnswerAsOnThisMachine",
          () -> compare(Answers.hash(frames, product.networkModel()), there.get(1)));
    }
  }

  /** Shared's own tests, run by Maven with the Pi's Java instead of this machine's. */
  void runSharedTests(Report report) {
    report.test(
        "ArmBits.sharedTestsPassOnArm64",
        () -> {
          List<String> command =
              List.of(
                  "nice",
                  "mvn",
                  "-B",
                  "-pl",
                  "shared",
                  "dependency:properties",
                  "surefire:test",
                  "-Djvm=" + javaLauncher(),
                  "-Dtest=" + TESTS,
                  "-Dtest.jvm.options=");
          String output = Commands.output(command, product.home(), TESTS_LIMIT);
          String count =
              output
                  .lines()
                  .filter(line -> line.contains("Tests run: "))
                  .reduce((first, last) -> last)
                  .orElseThrow(() -> new AssertionError("no test was run"));
          report.figure("shared's tests on arm64", count);
        });
  }

  /** A program called java, as Maven wants it. */
  private Path javaLauncher() throws IOException {
    Path launcher = product.work().resolve("arm-java/bin/java");
    Files.createDirectories(launcher.getParent());
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec '%s' -L '%s' '%s' -XX:+UseSerialGC \"$@\"\n"
            .formatted(kit.armProcessor(), kit.pi(), kit.pi().resolve("java/bin/java")));
    launcher.toFile().setExecutable(true);
    return launcher;
  }

  private List<String> answersThere(Path frames) throws IOException, InterruptedException {
    List<String> command = kit.armJava();
    command.addAll(
        List.of(
            "-cp",
            product.classes() + ":" + product.deviceFolder().resolve("lib") + "/*",
            Answers.class.getName(),
            frames.toString(),
            product.linearModel().toString(),
            product.networkModel().toString()));
    return Commands.output(command).lines().filter(line -> line.startsWith(FRAMES + " ")).toList();
  }

  private static void compare(String here, String there) {
    if (!here.equals(there)) {
      throw new AssertionError("here %s, on arm64 %s".formatted(here, there));
    }
  }
}
