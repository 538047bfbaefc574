package smilet.device.sensor;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import smilet.device.clock.Clock;
import smilet.shared.error.FileError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.picture.PictureFile;
import smilet.shared.picture.PictureFolder;
import smilet.shared.picture.SkippedFile;

/**
 * A folder of pictures instead of a sensor, in the order of their names, with those in its
 * subfolders, again and again. Every frame has the format of its own picture, so that a model gives
 * exactly what the trainer's {@code evaluate} computes for that file. A picture of a single face is
 * at most 128x128 pixels then, and one in which faces are looked for at most 640x480. A picture
 * that cannot be read is a fault, and the next capture goes on with the next picture.
 */
public final class ReplaySensor implements Sensor {
  private final Clock clock;
  private final boolean scenes;
  private final List<Path> pictures;
  private final FrameFormat format;
  private int next;

  /**
   * @param scenes whether faces are looked for in the pictures, so that they are read whole and
   *     with their proportions
   */
  public ReplaySensor(Clock clock, Path folder, boolean scenes) throws SensorException {
    this.clock = clock;
    this.scenes = scenes;
    this.pictures = picturesIn(folder);
    this.format = read(pictures.getFirst()).format();
  }

  /** The format of the first picture. */
  @Override
  public FrameFormat format() {
    return format;
  }

  @Override
  public boolean capture(Frame frame) throws SensorException {
    Path file = pictures.get(next);
    next = (next + 1) % pictures.size();
    long captureNanos = clock.nanoTime();
    Frame picture = read(file);
    frame.reshape(picture.format());
    frame.copyFrom(picture);
    frame.captureNanos(captureNanos);
    return true;
  }

  @Override
  public void close() {}

  private static List<Path> picturesIn(Path folder) throws SensorException {
    try {
      PictureFolder found = PictureFolder.of(folder);
      for (SkippedFile skipped : found.skipped()) {
        if (skipped.kind() == SkippedFile.Kind.BROKEN) {
          throw new SensorException(
              "cannot read %s: %s".formatted(skipped.path(), skipped.reason()));
        }
      }
      if (found.pictures().isEmpty()) {
        throw new SensorException("no PNG, JPEG, PGM, BMP, GIF or TIFF picture in " + folder);
      }
      return found.pictures();
    } catch (NoSuchFileException e) {
      throw new SensorException("no such folder to replay: " + folder, e);
    } catch (IOException e) {
      throw new SensorException(FileError.within("cannot list", folder, e).getMessage(), e);
    }
  }

  private Frame read(Path file) throws SensorException {
    try {
      return scenes ? PictureFile.readWhole(file).frame() : PictureFile.read(file);
    } catch (IOException e) {
      throw new SensorException(e.getMessage(), e);
    }
  }
}
