package smilet.device.scene;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.device.indicator.Reading;
import smilet.shared.error.UserError;
import smilet.shared.file.FinderFile;
import smilet.shared.finder.Finder;
import smilet.shared.frame.FrameFormat;
import smilet.shared.ready.ReadyFinder;

/**
 * Whether faces are looked for, and how.
 *
 * @param find whether they are; if nothing is said, in the pictures of cameras of at least {@value
 *     #LEAST_SIDE} x {@value #LEAST_SIDE} pixels, and with a finder file of the user
 * @param finderLocation where the finder is; empty for the first ready-made one
 * @param mostFaces the most faces that are classified, 1 to 8
 * @param smallestFace pixels per side of the smallest face that is found
 */
public record SceneSettings(
    Optional<Boolean> find,
    Optional<FinderLocation> finderLocation,
    int mostFaces,
    OptionalInt smallestFace) {
  private static final Logger LOG = LoggerFactory.getLogger(SceneSettings.class);

  /** From this side on, the pictures of a camera are taken for those of a room. */
  static final int LEAST_SIDE = 96;

  /** By default, faces are found that are at least this part of the shorter side. */
  private static final int PART_OF_SIDE = 6;

  /** The multiply-adds per second that looking for faces in a camera's pictures may take. */
  private static final long MULTIPLY_ADDS_PER_SECOND = 900_000_000L;

  public SceneSettings {
    if (mostFaces < 1 || mostFaces > Reading.MOST_FACES) {
      throw new IllegalArgumentException("most faces must be 1 to 8, were " + mostFaces);
    }
  }

  /**
   * Opens the scene, and says in the log how faces are looked for.
   *
   * @param format the sensor's usual format
   * @param camera whether the frames come from a camera; other pictures are each searched as a
   *     whole, however long that takes, and no face is followed from one to the next
   * @throws IOException if the finder cannot be read
   * @throws UserError if the finder does not fit the frames
   */
  public Scene open(FrameFormat format, boolean camera, int framesPerSecond) throws IOException {
    if (!isOn(format, camera)) {
      return new WholeFrame();
    }
    Finder finder = finder().finder();
    int smallest = smallestFace(finder, format);
    long work = camera ? MULTIPLY_ADDS_PER_SECOND / framesPerSecond : Long.MAX_VALUE;
    FoundFaces faces =
        new FoundFaces(finder, format, new FoundFaces.Search(smallest, mostFaces, work, camera));
    LOG.info(
        "finds {} from {} pixels; looks at the whole picture {}",
        mostFaces == 1 ? "the largest face" : "up to " + mostFaces + " faces",
        smallest,
        frames(faces.framesPerSearch()));
    return faces;
  }

  /** Whether the user has asked for it that faces are looked for. */
  public boolean isAsked() {
    return find.orElse(finderLocation.isPresent());
  }

  /**
   * Whether faces are looked for.
   *
   * @param format the sensor's usual format
   * @param camera whether the frames come from a camera
   */
  public boolean isOn(FrameFormat format, boolean camera) {
    boolean room = Math.min(format.width(), format.height()) >= LEAST_SIDE;
    return isAsked() || (find.isEmpty() && camera && room);
  }

  /**
   * Reads the finder that {@link #open} would use.
   *
   * @throws IOException if it cannot be used; in one line
   */
  public FinderFile finder() throws IOException {
    return finderLocation.isPresent()
        ? finderLocation.get().read()
        : ReadyFinder.all().getFirst().file();
  }

  /**
   * Pixels per side of the smallest face that is found in frames of a format.
   *
   * @throws UserError if the finder does not fit the frames
   */
  public int smallestFace(Finder finder, FrameFormat format) {
    int shorter = Math.min(format.width(), format.height());
    if (shorter < finder.side()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "faces are found in frames of at least %dx%d pixels, the sensor's are %dx%d; use"
                  + " --no-find",
              finder.side(),
              finder.side(),
              format.width(),
              format.height()));
    }
    int smallest = smallestFace.orElse(Math.max(finder.side(), shorter / PART_OF_SIDE));
    UserError.require(
        smallest >= finder.side() && smallest <= shorter,
        "--smallest-face",
        finder.side() + " to " + shorter + " for this finder and sensor",
        smallest);
    return smallest;
  }

  private static String frames(int frames) {
    return frames == 1 ? "in every frame" : "every " + frames + " frames";
  }
}
