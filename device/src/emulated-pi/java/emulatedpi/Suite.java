package emulatedpi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code Suite CACHE CHECKOUT WORK}: runs all tests, two at a time. */
public final class Suite {
  private Suite() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Kit kit = new Kit(Path.of(args[0]));
    Product product = new Product(Path.of(args[1]), Path.of(args[2]));
    Report report = new Report();
    if (report.test("Product.trainsItsModels", product::train)) {
      Path files = guestFiles(kit, product);
      Thread cuts =
          Thread.ofPlatform()
              .start(
                  () -> {
                    new PowerCuts(kit, files, product.work()).run(report);
                    new HangingBoot(kit, files, product.work()).run(report);
                  });
      new WholeDevice(kit, files, product).run(report);
      new ArmBits(kit, product).run(report);
      cuts.join();
    }
    System.exit(report.close());
  }

  /**
   * Archives what a boot needs: the files of the Debian package, the models and the other end of
   * SPI.
   */
  private static Path guestFiles(Kit kit, Product product)
      throws IOException, InterruptedException {
    Path guest = product.work().resolve("guest");
    Commands.output(
        List.of(
            "sh",
            "-ec",
            """
            mkdir "$1"
            cp "$2/device/src/emulated-pi/guest/init" "$1/init"
            cp "$2/device/src/emulated-pi/guest/show-log" "$1/show-log"
            dpkg-deb -x "$4" "$1"
            ln -s usr/share/smilet-device "$1/smilet"
            cp -r "$2/device/target/test-classes" "$1/test"
            cp "$3"/*.smilet "$1/"
            """,
            "sh",
            guest.toString(),
            product.home().toString(),
            product.work().toString(),
            product.debianPackage().toString()));
    return kit.initialFiles(guest, product.work().resolve("files.cpio"));
  }
}
