package emulatedpi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code Suite CACHE CHECKOUT}: everything in turn, a line a test. */
public final class Suite {
  private Suite() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path cache = Path.of(args[0]);
    Kit kit = new Kit(cache);
    Product product =
        new Product(
            Path.of(args[1]),
            cache.resolve("classes"),
            Files.createDirectories(cache.resolve("work")));
    Report report = new Report();
    if (report.test("Product.trainsItsModels", product::train)) {
      ArmBits arm = new ArmBits(kit, product);
      arm.run(report);
      Path files = guestFiles(kit, product, cache);
      Thread cuts =
          Thread.ofPlatform().start(() -> new PowerCuts(kit, files, product.work()).run(report));
      new WholeDevice(kit, files, product).run(report);
      cuts.join();
      arm.runSharedTests(report);
    }
    System.exit(report.close());
  }

  /**
   * What a boot finds beside the shared files: the device's folder, models, the other end of SPI.
   */
  static Path guestFiles(Kit kit, Product product, Path cache)
      throws IOException, InterruptedException {
    Path guest = product.work().resolve("guest");
    Commands.output(
        List.of(
            "sh",
            "-ec",
            """
            rm -rf "$1" && mkdir "$1"
            cp "$2/device/src/emulated-pi/guest/init" "$1/init"
            cp -r "$2/device/target/smilet-device" "$1/smilet"
            cp -r "$3/classes" "$1/test"
            cp "$3"/work/*.smilet "$1/"
            """,
            "sh",
            guest.toString(),
            product.home().toString(),
            cache.toString()));
    return kit.initialFiles(guest, product.work().resolve("files.cpio"));
  }
}
