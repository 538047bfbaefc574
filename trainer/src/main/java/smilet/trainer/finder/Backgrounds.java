package smilet.trainer.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.picture.PictureFile;
import smilet.shared.picture.PictureFolder;
import smilet.shared.random.Seeds;
import smilet.trainer.data.DatasetLoader.Progress;

/**
 * Pictures without faces.
 *
 * @param pictures of 8 bits, each side at least {@value #MIN_SIDE} pixels
 */
public record Backgrounds(List<Frame> pictures) {
  /** The shortest side of a useful picture. */
  public static final int MIN_SIDE = 48;

  /** The salt of the order in which a part is chosen: 2^64 divided by the square root of 3, odd. */
  private static final long PART = 0x93cd3a2c8198e269L;

  public Backgrounds {
    pictures = List.copyOf(pictures);
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("there must be a background, were none");
    }
  }

  /** A part of the backgrounds and the others. */
  public record Parts(Backgrounds part, Backgrounds others) {}

  /**
   * Loads all pictures of a folder that are large enough.
   *
   * @throws UserError if it has fewer than 2, or one is broken
   */
  public static Backgrounds load(Path folder, Progress progress) {
    if (!Files.isDirectory(folder)) {
      throw new UserError("no such folder: " + folder);
    }
    try {
      List<Path> files = PictureFolder.of(folder).pictures();
      AtomicInteger done = new AtomicInteger();
      List<Frame> pictures = new ArrayList<>();
      IntStream.range(0, files.size())
          .parallel()
          .mapToObj(
              i -> {
                Optional<Frame> picture = read(files.get(i));
                progress.done(done.incrementAndGet(), files.size());
                return picture;
              })
          .toList()
          .forEach(picture -> picture.ifPresent(pictures::add));
      if (pictures.size() < 2) {
        throw new UserError(
            "folder %s must have 2 or more pictures without faces, of at least 48x48 pixels"
                .formatted(folder));
      }
      return new Backgrounds(pictures);
    } catch (IOException e) {
      throw new UserError(FileError.within("cannot read", folder, e).getMessage(), e);
    }
  }

  private static Optional<Frame> read(Path file) {
    try {
      Frame picture = PictureFile.readWhole(file).frame();
      int side = Math.min(picture.format().width(), picture.format().height());
      return side < MIN_SIDE ? Optional.empty() : Optional.of(picture);
    } catch (FileError e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /** How many pictures there are. */
  public int count() {
    return pictures.size();
  }

  /**
   * Sets pictures aside.
   *
   * @param count of the part, 1 to all but one
   */
  public Parts split(int count, long seed) {
    if (count < 1 || count >= pictures.size()) {
      throw new IllegalArgumentException(
          "backgrounds to set aside must be 1 to " + (pictures.size() - 1) + ", were " + count);
    }
    List<Frame> order = new ArrayList<>(pictures);
    Collections.shuffle(order, new SplittableRandom(Seeds.mix(seed, PART, 0)));
    return new Parts(
        new Backgrounds(order.subList(0, count)),
        new Backgrounds(order.subList(count, order.size())));
  }
}
