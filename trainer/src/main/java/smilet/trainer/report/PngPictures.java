package smilet.trainer.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import smilet.shared.frame.Frame;

/** Frames and weights as PNG pictures in data URLs, so that a page needs no other file. */
final class PngPictures {
  private PngPictures() {}

  /** The pixels of a frame. */
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
    return dataUrl(image);
  }

  /** One output channel's weights: white at zero, towards blue above and towards orange below. */
  static String weights(FirstLayerWeights channel) {
    int largest = channel.largest();
    BufferedImage image =
        new BufferedImage(channel.width(), channel.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < channel.height(); y++) {
      for (int x = 0; x < channel.width(); x++) {
        int weight = channel.weight(x, y);
        int full = (weight < 0 ? Charts.ORANGE : Charts.BLUE).getRGB();
        image.setRGB(x, y, mixedWithWhite(full, Math.abs(weight), largest));
      }
    }
    return dataUrl(image);
  }

  /** White if {@code amount} is 0, {@code rgb} if it is {@code most}, and between in between. */
  private static int mixedWithWhite(int rgb, int amount, int most) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int full = (rgb >> shift) & 0xff;
      mixed |= (255 + (full - 255) * amount / most) << shift;
    }
    return mixed;
  }

  private static String dataUrl(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
