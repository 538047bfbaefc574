package emulatedpi;

import emulatedpi.EmulatedPi.TroubleException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smilet.shared.faces.FacePainter;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Classifier;
import smilet.shared.ready.ReadyModels;

/**
 * {@code FrameCost CACHE CHECKOUT WORK}: a benchmark, no test. It counts the arm64 instructions
 * from the pixels of a frame to the logit: of the device program as the Debian package delivers it,
 * and of the C library that the trainer exports, compiled with {@code gcc -O3}. Model and frames
 * are the same.
 *
 * <p>QEMU executes one instruction per nanosecond of the guest's clock, so the program's own
 * statistics are the counts. Other load on this machine does not change them. A count is not a
 * time: instructions of a vector unit take longer than others on a small processor.
 */
public final class FrameCost {
  private static final String MODEL = "4k-48x48";
  private static final FrameFormat FORMAT = new FrameFormat(64, 64, 8);
  private static final int PICTURES = 64;

  /** The second compiler is done after some dozens, so that the median is of its code. */
  private static final int FRAMES = 600;

  private static final Duration LIMIT = Duration.ofHours(1);

  private final Kit kit;
  private final Product product;
  private final Path guest;

  /** Of all frames, as the device program computes them. */
  private long logitSum;

  private FrameCost(Kit kit, Product product) {
    this.kit = kit;
    this.product = product;
    this.guest = product.work().resolve("guest");
  }

  public static void main(String[] args) throws Exception {
    Kit kit = new Kit(Path.of(args[0])).countingInstructions();
    new FrameCost(kit, new Product(Path.of(args[1]), Path.of(args[2]))).run();
  }

  private void run() throws IOException, InterruptedException, TroubleException {
    Path files = guestFiles();
    Path card =
        kit.card(
            product.work().resolve("card.img"),
            Files.createDirectory(product.work().resolve("nothing")));
    try (EmulatedPi pi = new EmulatedPi(kit, files, card, product.work(), "frame-cost", LIMIT)) {
      pi.ready();
      MatchResult c = find(pi.must("/frame-cost /frames"), "@c (\\d+) (-?\\d+)");
      if (Long.parseLong(c.group(2)) != logitSum) {
        throw new IllegalStateException("the C library gives other logits than the device program");
      }
      String summary =
          pi.must(
              "smilet-device run --json --sensor replay:/pictures --model /model.smilet --frames "
                  + FRAMES
                  + " | tail -n 1");
      long cCount = Long.parseLong(c.group(1));
      long javaCount =
          1000 * (medianMicros(summary, "normalise") + medianMicros(summary, "classify"));
      System.out.printf(
          Locale.ROOT,
          "%s: %,d instructions per frame in the device program, %,d in C with gcc -O3, ratio"
              + " %.2f%n",
          MODEL,
          javaCount,
          cCount,
          (double) javaCount / cCount);
    }
  }

  private static long medianMicros(String summary, String stage) {
    return Long.parseLong(find(summary, '"' + stage + "\":\\{\"p50\":(\\d+)").group(1));
  }

  private static MatchResult find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("not what was expected: " + text);
    }
    return matcher.toMatchResult();
  }

  private Path guestFiles() throws IOException, InterruptedException {
    Path model = product.work().resolve("model.smilet");
    Files.write(model, ReadyModels.named(MODEL).orElseThrow().bytes());
    Commands.output(
        List.of(
            "sh",
            "-ec",
            """
            mkdir "$1" "$1/pictures"
            cp "$2/device/src/emulated-pi/guest/init" "$1/init"
            dpkg-deb -x "$3" "$1"
            cp "$4" "$1"
            "$2/trainer/target/smilet/bin/smilet" export "$4" --c "$5"
            aarch64-linux-gnu-gcc -std=gnu99 -O3 -mcpu=cortex-a53 -static -I "$5/src" \
                -o "$1/frame-cost" "$2/device/src/emulated-pi/c/frame-cost.c" "$5/src/smilet_model.c"
            """,
            "sh",
            guest.toString(),
            product.home().toString(),
            product.debianPackage().toString(),
            model.toString(),
            product.work().resolve("library").toString()));
    drawFaces();
    return kit.initialFiles(guest, product.work().resolve("files.cpio"));
  }

  /** Draws the same faces into one file for C and into pictures for the device program. */
  private void drawFaces() throws IOException {
    FacePainter painter = new FacePainter(5);
    Frame frame = new Frame(FORMAT);
    Classifier classifier =
        new Classifier(ReadyModels.named(MODEL).orElseThrow().file().model(), FORMAT);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < PICTURES; i++) {
      painter.paint(frame, (i % 21 - 10) / 10.0); // from a frown to a grin
      logitSum += classifier.classify(frame);
      ByteArrayOutputStream picture = new ByteArrayOutputStream();
      picture.writeBytes("P5\n64 64\n255\n".getBytes(StandardCharsets.US_ASCII));
      for (char pixel : frame.pixels()) {
        picture.write(pixel);
        all.write(pixel);
      }
      String name = String.format(Locale.ROOT, "pictures/%02d.pgm", i);
      Files.write(guest.resolve(name), picture.toByteArray());
    }
    Files.write(guest.resolve("frames"), all.toByteArray());
  }
}
