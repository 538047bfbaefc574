package smilet.device.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import smilet.device.indicator.Reading;
import smilet.device.scene.FinderLocation;
import smilet.device.scene.SceneSettings;
import smilet.shared.error.UserError;
import smilet.shared.store.TrustPolicy;

/** Whether the device looks for faces in its frames, and how. */
final class FinderOptions {
  @Option(
      names = "--find",
      negatable = true,
      fallbackValue = "true", // also if the configuration says true
      description =
          "Look for faces in the frames and follow them, instead of taking each frame for a face"
              + " (default: yes for cameras of at least 96x96 pixels).")
  Optional<Boolean> find;

  @Option(
      names = "--faces",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many faces are followed and classified, the largest first, 1 to 8 (default:"
              + " ${DEFAULT-VALUE}).")
  int faces;

  @Option(
      names = "--finder",
      paramLabel = "FINDER",
      description =
          "The file of a face finder, or the name of a ready-made one (default: finder-4k).")
  Optional<Path> finder;

  @Option(
      names = "--smallest-face",
      paramLabel = "PIXELS",
      description =
          "The side of the smallest faces that are found; larger is faster (default: a sixth of the"
              + " frame's shorter side, but not less than the finder's window).")
  Integer smallestFace;

  /**
   * Reads all of these options.
   *
   * @param trust says which keys must have signed a finder
   * @param deviceStore the device's store: if it has trusted keys, they count for a finder, too
   * @throws UserError if one of them is wrong
   */
  SceneSettings settings(TrustPolicy trust, Path deviceStore) {
    UserError.require(
        faces >= 1 && faces <= Reading.MOST_FACES, "--faces", "1 to " + Reading.MOST_FACES, faces);
    UserError.require(
        smallestFace == null || smallestFace >= 1,
        "--smallest-face",
        "1 or more pixels",
        smallestFace);
    return new SceneSettings(
        find,
        finder.map(path -> new FinderLocation(path, trust, deviceStore)),
        faces,
        smallestFace == null ? OptionalInt.empty() : OptionalInt.of(smallestFace));
  }
}
