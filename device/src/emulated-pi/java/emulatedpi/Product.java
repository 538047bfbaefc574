package emulatedpi;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What is tested: the Debian package of the device, its launch folder for this machine, and models
 * that the trainer trains on this machine.
 *
 * @param home the checkout
 * @param work the folder for files of this run
 */
record Product(Path home, Path work) {
  /** The classes of this suite and of the device's tests, as Maven compiled them. */
  Path classes() {
    return home.resolve("device/target/test-classes");
  }

  Path deviceFolder() {
    return home.resolve("device/target/smilet-device");
  }

  /**
   * The package that the build left.
   *
   * @throws IOException if there is not exactly one
   */
  Path debianPackage() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("device/target"))) {
      List<Path> packages =
          files.filter(file -> file.getFileName().toString().endsWith("_all.deb")).toList();
      if (packages.size() != 1) {
        throw new IOException("device/target must have one Debian package, has " + packages);
      }
      return packages.getFirst();
    }
  }

  /** A model for a 4x4 grid of photodiodes. */
  Path gridModel() {
    return work.resolve("grid.smilet");
  }

  /** Another one for the same grid. */
  Path otherGridModel() {
    return work.resolve("other-grid.smilet");
  }

  /** A third one for the same grid. */
  Path newGridModel() {
    return work.resolve("new-grid.smilet");
  }

  Path linearModel() {
    return work.resolve("linear.smilet");
  }

  Path networkModel() {
    return work.resolve("network.smilet");
  }

  /** Trains all models, each for some seconds only. */
  void train() throws IOException, InterruptedException {
    Path rows = work.resolve("grid.csv");
    writeRows(rows);
    Path faces = work.resolve("faces");
    smilet("faces", faces, "--count", 600, "--seed", 3);
    trainOnGrid(rows, 1, gridModel());
    trainOnGrid(rows, 2, otherGridModel());
    trainOnGrid(rows, 3, newGridModel());
    smilet(
        "train",
        faces,
        "--grid",
        "12x12",
        "--network",
        "linear",
        "--iterations",
        50,
        "--out",
        linearModel());
    smilet(
        "train",
        faces,
        "--grid",
        "16x16",
        "--network",
        "8-12",
        "--iterations",
        4,
        "--out",
        networkModel());
  }

  private void trainOnGrid(Path rows, int seed, Path model)
      throws IOException, InterruptedException {
    smilet("train", rows, "--grid", "4x4", "--network", "linear", "--seed", seed, "--out", model);
  }

  private void smilet(Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("trainer/target/smilet/bin/smilet").toString());
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    Commands.output(command);
  }

  /** Writes 400 faces as the grid may see them, in different light and with noise. */
  private static void writeRows(Path file) throws IOException {
    Random random = new Random(4);
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.US_ASCII))) {
      for (int i = 0; i < 400; i++) {
        Scene scene = i % 2 == 0 ? Scene.SMILE : Scene.NEUTRAL;
        StringBuilder row = new StringBuilder(i % 2 == 0 ? "smile" : "not-smile");
        double light = 0.15 + 0.1 * random.nextDouble();
        for (int level : scene.levels()) {
          row.append(',')
              .append(Math.clamp((long) (light * level + 8 * random.nextGaussian()), 0, 255));
        }
        out.println(row);
      }
    }
  }
}
