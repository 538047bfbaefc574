package smilet.device.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import smilet.shared.error.FileError;
import smilet.shared.file.FinderFile;
import smilet.shared.ready.ReadyFinder;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/**
 * Where the user's face finder is. A file comes first, then the name of a ready-made finder, which
 * is part of the program and needs no signature.
 *
 * @param path a file, or a name
 * @param trust says which keys must have signed a file
 * @param deviceStore the device's store: if it has trusted keys, they count for a file, too
 */
public record FinderLocation(Path path, TrustPolicy trust, Path deviceStore) {
  /**
   * Reads the finder.
   *
   * @throws IOException if it cannot be read, is not trusted, or finds other faces in its golden
   *     pictures than it promises; in one line
   */
  FinderFile read() throws IOException {
    Optional<ReadyFinder> ready =
        Files.exists(path) ? Optional.empty() : ReadyFinder.named(path.toString());
    if (ready.isPresent()) {
      return ready.get().file();
    }
    try {
      FinderFile file = FinderFile.read(path);
      ModelStore.requireAllowed(file, deviceStore, trust);
      requireGoldenPictures(file);
      return file;
    } catch (IOException e) {
      throw new IOException("finder %s cannot be used: %s".formatted(path, FileError.reason(e)), e);
    }
  }

  /**
   * Requires that a finder finds in its golden pictures on this machine what the trainer found.
   *
   * @throws IOException if it does not; in one line
   */
  public static void requireGoldenPictures(FinderFile file) throws IOException {
    if (!file.failingGoldenPictures().isEmpty()) {
      throw new IOException(
          "it finds other faces in its golden pictures on this device than in the trainer; use"
              + " the same version of both programs");
    }
  }
}
