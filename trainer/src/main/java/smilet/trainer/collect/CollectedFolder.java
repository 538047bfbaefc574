package smilet.trainer.collect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import smilet.shared.capture.CaptureLabel;
import smilet.shared.capture.CaptureName;
import smilet.shared.error.FileError;
import smilet.shared.file.AtomicFile;

/**
 * A data set of captured frames: a folder per label, and a table that names the burst of each frame
 * as its person, so that splits hold out whole bursts. Only its owner may read it.
 */
public final class CollectedFolder {
  private static final String TABLE = "labels.csv";

  private final Path folder;

  /**
   * @param folder made if it does not exist
   */
  public CollectedFolder(Path folder) throws IOException {
    this.folder = folder;
    try {
      if (!Files.isDirectory(folder)) {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      for (CaptureLabel label : CaptureLabel.values()) {
        Files.createDirectories(folder.resolve(label.word()));
      }
    } catch (IOException e) {
      throw new FileError("cannot make", folder, e);
    }
  }

  /** The frames that are here; the same frame under two labels only if somebody copied it. */
  public Map<String, CaptureName> frames() throws IOException {
    Map<String, CaptureName> frames = new TreeMap<>();
    for (CaptureLabel label : CaptureLabel.values()) {
      Path part = folder.resolve(label.word());
      try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
        for (Path file : files) {
          CaptureName.parse(file.getFileName().toString())
              .filter(name -> name.label() == label)
              .ifPresent(name -> frames.put(name.frame(), name));
        }
      } catch (NoSuchFileException | NotDirectoryException none) {
        // The folder of this label was removed.
      } catch (IOException e) {
        throw new FileError("cannot read", part, e);
      }
    }
    return frames;
  }

  /** Stores a frame; if it is here under another label, that one goes. */
  void store(CaptureName name, byte[] content) throws IOException {
    AtomicFile.write(file(name), content);
    for (CaptureLabel other : CaptureLabel.values()) {
      if (other != name.label()) {
        Files.deleteIfExists(file(name.with(other)));
      }
    }
  }

  private Path file(CaptureName name) {
    return folder.resolve(name.label().word()).resolve(name.toString());
  }

  /** Writes the table of all frames that are here. */
  void writeTable() throws IOException {
    StringBuilder table = new StringBuilder("file,label,person,situation\n");
    for (CaptureName name : frames().values()) {
      String label = name.label().word();
      table.append(label).append('/').append(name).append(',').append(label);
      table.append(",burst-").append(name.burst()).append(',');
      table.append(name.situation().words()).append('\n');
    }
    AtomicFile.write(folder.resolve(TABLE), table.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
