package smilet.device.sensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import smilet.device.clock.Clock;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/**
 * A folder of images instead of a sensor: PNG, JPEG and binary PGM, in the order of their names,
 * folders in it included, over and over. The first image gives the format, as large as it is or
 * {@value Grid#MAX_SIDE} pixels a side; others are scaled to it. One that cannot be read is a
 * fault, and the next capture goes on with the next image.
 */
public final class ReplaySensor implements Sensor {
  private final Clock clock;
  private final List<Path> images;
  private final FrameFormat format;
  private int next;

  public ReplaySensor(Clock clock, Path folder) throws SensorException {
    this.clock = clock;
    this.images = imagesIn(folder);
    GreyImage first = read(images.getFirst());
    this.format =
        new FrameFormat(
            Math.min(first.width(), Grid.MAX_SIDE), Math.min(first.height(), Grid.MAX_SIDE), 8);
  }

  @Override
  public FrameFormat format() {
    return format;
  }

  @Override
  public boolean capture(Frame frame) throws SensorException {
    Path image = images.get(next);
    next = (next + 1) % images.size();
    frame.captureNanos(clock.nanoTime());
    GreyImage picture = read(image);
    scale(picture, frame);
    return true;
  }

  @Override
  public void close() {}

  private static List<Path> imagesIn(Path folder) throws SensorException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> images = files.filter(GreyImage::isImage).sorted().toList();
      if (images.isEmpty()) {
        throw new SensorException("no PNG, JPEG or PGM image in " + folder);
      }
      return images;
    } catch (NoSuchFileException e) {
      throw new SensorException("no such folder to replay: " + folder, e);
    } catch (IOException e) {
      throw new SensorException("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  private static GreyImage read(Path image) throws SensorException {
    try {
      return GreyImage.read(image);
    } catch (IOException e) {
      throw new SensorException("image " + image + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Area average where the image is larger than the frame, nearest pixel where it is smaller. */
  static void scale(GreyImage image, Frame frame) {
    int width = frame.format().width();
    int height = frame.format().height();
    for (int y = 0; y < height; y++) {
      int top = y * image.height() / height;
      int bottom = Math.max(top + 1, (y + 1) * image.height() / height);
      for (int x = 0; x < width; x++) {
        int left = x * image.width() / width;
        int right = Math.max(left + 1, (x + 1) * image.width() / width);
        frame.pixels()[y * width + x] = (char) mean(image, left, right, top, bottom);
      }
    }
  }

  private static int mean(GreyImage image, int left, int right, int top, int bottom) {
    int sum = 0; // of 2^20 pixels at most: below 2^28
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += image.pixel(x, y);
      }
    }
    int count = (right - left) * (bottom - top);
    return (sum + count / 2) / count;
  }
}
