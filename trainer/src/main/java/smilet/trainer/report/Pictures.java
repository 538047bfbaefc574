package smilet.trainer.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import smilet.shared.frame.Frame;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;

/** Frames and weights as PNG pictures inside the page's own text. */
final class Pictures {
  private Pictures() {}

  /** A frame's pixels as an address that an img element takes. */
  static String frame(Frame frame) {
    int width = frame.format().width();
    int height = frame.format().height();
    int fullScale = frame.format().fullScale();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grey = frame.pixel(x, y) * 255 / fullScale;
        image.setRGB(x, y, grey * 0x010101);
      }
    }
    return address(image);
  }

  /** The first layer's weights, a picture an output channel: blue above zero, orange below. */
  static List<String> firstLayer(Model model) {
    return switch (model.layers().getFirst()) {
      case Dense dense ->
          List.of(weights(dense.weights(), 0, dense.input().width(), dense.input().height()));
      case Convolution convolution -> {
        int kernel = convolution.kernel();
        List<String> pictures = new ArrayList<>();
        for (int c = 0; c < convolution.output().channels(); c++) {
          pictures.add(weights(convolution.weights(), c * kernel * kernel, kernel, kernel));
        }
        yield pictures;
      }
    };
  }

  private static String weights(byte[] weights, int offset, int width, int height) {
    int most = 1;
    for (int i = 0; i < width * height; i++) {
      most = Math.max(most, Math.abs(weights[offset + i]));
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      int weight = weights[offset + i];
      int full = (weight < 0 ? Charts.ORANGE : Charts.BLUE).getRGB();
      image.setRGB(i % width, i / width, towardsWhite(full, Math.abs(weight), most));
    }
    return address(image);
  }

  /** White where {@code amount} is 0, {@code rgb} where it is {@code most}. */
  private static int towardsWhite(int rgb, int amount, int most) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int full = (rgb >> shift) & 0xff;
      mixed |= (255 + (full - 255) * amount / most) << shift;
    }
    return mixed;
  }

  private static String address(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
