package emulatedpi;

import emulatedpi.guest.Answers;
import emulatedpi.guest.FoundFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tests that arm64 gives the same bits as x86, with the same classes and model files. */
final class ArmBits {
  private static final int FRAMES = 1000;
  private static final Duration TESTS_LIMIT = Duration.ofMinutes(20);

  /** The first compiler makes no vector instructions. */
  private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

  /**
   * As the device's launcher: the second compiler turns the kernel's loops into vector
   * instructions.
   */
  private static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

  /** Tests that start other programs, which the Pi's Java cannot do on this machine. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "LauncherTest",
          "ConcurrentInstallTest",
          "KilledInstallTest",
          "FolderAccessTest",
          "HostileNeighboursTest");

  /**
   * Tests that compute for a long time, or compare the vectorised kernel with the plain one. They
   * run with the optimising compiler, which would only slow the other tests down.
   */
  private static final Set<String> ARITHMETIC =
      Set.of(
          "ClassifierTest",
          "FaceFinderTest",
          "FaceTrackerTest",
          "InferenceTest",
          "SigmoidTest",
          "WindowScoresTest");

  private final Kit kit;
  private final Product product;

  ArmBits(Kit kit, Product product) {
    this.kit = kit;
    this.product = product;
  }

  void run(Report report) throws IOException {
    Path frames = product.work().resolve("frames.bin");
    Answers.paint(frames, FRAMES);
    report.test(
        "ArmBits.aThousandFramesThroughTheLinearModelAnswerAsOnThisMachine",
        () -> compare(frames, product.linearModel(), FIRST_COMPILER_ONLY));
    report.test(
        "ArmBits.aThousandFramesThroughTheNetworkAnswerAsOnThisMachine",
        () -> compare(frames, product.networkModel(), FIRST_COMPILER_ONLY));
    report.test(
        "ArmBits.aThousandFramesThroughTheNetworkInVectorInstructionsAnswerAsOnThisMachine",
        () -> compare(frames, product.networkModel(), BOTH_COMPILERS));
    report.test("ArmBits.theFinderFindsTheSameBoxesAsOnThisMachine", this::compareBoxes);
    report.test(
        "ArmBits.sharedTestsOfArithmeticPassOnArm64",
        () -> runSharedTests(report, sharedTests(ARITHMETIC::contains), BOTH_COMPILERS));
    report.test(
        "ArmBits.allOtherSharedTestsPassOnArm64",
        () ->
            runSharedTests(
                report,
                sharedTests(name -> !ARITHMETIC.contains(name) && !LEFT_OUT.contains(name)),
                FIRST_COMPILER_ONLY));
  }

  /** Compares the hash of all answers here with the hash on arm64. */
  private void compare(Path frames, Path model, String javaOption) throws Exception {
    requireSame(
        Answers.hash(frames, model),
        onArm(javaOption, Answers.class, frames.toString(), model.toString()));
  }

  private void compareBoxes() throws Exception {
    requireSame(FoundFaces.answer(), onArm(FIRST_COMPILER_ONLY, FoundFaces.class));
  }

  /** The last line that a program prints on arm64. */
  private String onArm(String javaOption, Class<?> program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(kit.armJava());
    command.add(javaOption);
    command.add("-cp");
    command.add(product.classes() + ":" + product.deviceFolder().resolve("lib") + "/*");
    command.add(program.getName());
    command.addAll(Arrays.asList(arguments));
    return Commands.output(command).lines().reduce((first, last) -> last).orElse("nothing");
  }

  private static void requireSame(String here, String there) {
    if (!here.equals(there)) {
      throw new AssertionError("here %s, on arm64 %s".formatted(here, there));
    }
  }

  /**
   * Has Maven run tests of the module shared with the Pi's Java. Each test is named, because a
   * build with the benchmarks leaves classes that cannot be loaded here.
   */
  private void runSharedTests(Report report, String tests, String javaOption)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "mvn",
            "-B",
            "-pl",
            "shared",
            "test",
            "-Djvm=" + javaLauncher(),
            "-Dtest=" + tests,
            "-Dtest.jvm.options=" + javaOption,
            "-DforkCount=2",
            "-Dsurefire.reportNameSuffix=arm64");
    String output = Commands.output(command, product.home(), TESTS_LIMIT);
    String count =
        output
            .lines()
            .filter(line -> line.contains("Tests run: "))
            .reduce((first, last) -> last)
            .orElseThrow(() -> new AssertionError("no test was run"));
    report.figure(
        "shared's tests on arm64, " + javaOption, count.substring(count.indexOf("Tests run")));
  }

  private String sharedTests(Predicate<String> chosen) throws IOException {
    try (Stream<Path> sources = Files.walk(product.home().resolve("shared/src/test/java"))) {
      return sources
          .map(source -> source.getFileName().toString())
          .filter(name -> name.endsWith("Test.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .filter(chosen)
          .sorted()
          .collect(Collectors.joining(","));
    }
  }

  /** A program with the name java, which Maven requires. */
  private Path javaLauncher() throws IOException {
    Path launcher = product.work().resolve("arm-java/bin/java");
    Files.createDirectories(launcher.getParent());
    String words =
        kit.armJava().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Files.writeString(launcher, "#!/bin/sh\nexec %s \"$@\"\n".formatted(words));
    launcher.toFile().setExecutable(true);
    return launcher;
  }
}
