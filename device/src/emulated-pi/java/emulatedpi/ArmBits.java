package emulatedpi;

import emulatedpi.guest.Answers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * That arm64 answers as x86 does, to the bit: the same classes and model files on the Pi's Java.
 */
final class ArmBits {
  private static final int FRAMES = 1000;

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
