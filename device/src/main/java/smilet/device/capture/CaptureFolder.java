package smilet.device.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import smilet.shared.capture.CaptureLabel;
import smilet.shared.capture.CaptureName;
import smilet.shared.error.FileError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.Disk;
import smilet.shared.file.RegularFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * The folder with captured frames. It does not exist before somebody agreed. Only its owner may
 * read it. Each frame is a PGM file that is written completely or not at all. It never holds more
 * than {@value #MAX_FRAMES} frames, and none that are older than {@value #MAX_DAYS} days stay.
 *
 * <p>Several threads may use it.
 */
public final class CaptureFolder {
  /** Its name within a model store. */
  public static final String NAME = "captures";

  public static final int MAX_FRAMES = 400;
  public static final int MAX_DAYS = 30;

  /** No captured frame has more bytes: 640 x 480 pixels of 16 bits and a header. */
  private static final int MAX_BYTES = 1 << 20;

  private static final String CONSENT = "consent";
  private static final String ONLY_OWNER = "rw-------";

  private final Path folder;
  private final Disk disk;
  private final InstantSource clock;

  public CaptureFolder(Path folder) {
    this(folder, Disk.REAL, InstantSource.system());
  }

  CaptureFolder(Path folder, Disk disk, InstantSource clock) {
    this.folder = folder;
    this.disk = disk;
    this.clock = clock;
  }

  public Path path() {
    return folder;
  }

  /** Whether somebody agreed that frames are stored here. */
  public boolean isAgreed() {
    return Files.isRegularFile(folder.resolve(CONSENT), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Requires that somebody agreed.
   *
   * @throws IOException if nobody did; the message says how to
   */
  void requireAgreed() throws IOException {
    if (!isAgreed()) {
      throw new IOException("nobody has agreed yet that frames are stored; agree on the page");
    }
  }

  /** Notes that somebody agrees, and makes the folder. */
  public synchronized void agree() throws IOException {
    try {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      try {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (FileAlreadyExistsException again) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          throw again;
        }
      }
      Path consent = folder.resolve(CONSENT);
      if (!isAgreed()) {
        Files.createFile(
            consent,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(ONLY_OWNER)));
      }
      String text = "somebody agreed at " + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "\n";
      AtomicFile.write(disk, consent, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new FileError("cannot store captured frames in", folder, e);
    }
  }

  /** The frames, in order of their names; none if the folder does not exist. */
  public synchronized List<CaptureName> list() throws IOException {
    List<CaptureName> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        CaptureName.parse(file.getFileName().toString()).ifPresent(names::add);
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return names;
    } catch (IOException e) {
      throw new FileError("cannot read captured frames in", folder, e);
    }
    Collections.sort(names);
    return names;
  }

  /**
   * Stores a frame as the sensor gave it.
   *
   * @throws IOException if nobody agreed, the folder is full, or it cannot be written
   */
  public synchronized void write(CaptureName name, Frame frame) throws IOException {
    requireAgreed();
    if (list().size() >= MAX_FRAMES) {
      throw new IOException(
          "there are %s frames already; delete some, or collect them".formatted(MAX_FRAMES));
    }
    // A new file gets the permissions of the consent: for the owner only.
    AtomicFile.write(disk, folder.resolve(name.toString()), pgm(frame), folder.resolve(CONSENT));
  }

  /** The bytes of a frame's file. */
  public byte[] read(CaptureName name) throws IOException {
    Path file = folder.resolve(name.toString());
    try {
      return RegularFile.read(file, MAX_BYTES);
    } catch (IOException e) {
      throw new FileError("cannot read", file, e);
    }
  }

  /** Gives a frame another label. */
  public synchronized void relabel(CaptureName name, CaptureLabel label) throws IOException {
    Path file = folder.resolve(name.toString());
    try {
      disk.rename(file, folder.resolve(name.with(label).toString()));
      disk.sync(folder);
    } catch (IOException e) {
      throw new FileError("cannot rename", file, e);
    }
  }

  /** Deletes a frame; does nothing if it is not there. */
  public synchronized void delete(CaptureName name) throws IOException {
    remove(folder.resolve(name.toString()));
    sync();
  }

  /** Deletes all frames, what a power cut left of one, and the consent, and then the folder. */
  public synchronized void deleteEverything() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        remove(file);
      }
    } catch (NoSuchFileException none) {
      return;
    } catch (NotDirectoryException e) {
      throw new FileError("cannot delete", folder, e);
    }
    remove(folder);
  }

  /** Deletes frames that are too old, and what a power cut left of one. */
  public synchronized void deleteOld() throws IOException {
    Instant oldest = clock.instant().minus(Duration.ofDays(MAX_DAYS));
    for (CaptureName name : list()) {
      Path file = folder.resolve(name.toString());
      if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
        remove(file);
      }
    }
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*" + AtomicFile.PART)) {
      for (Path part : parts) {
        remove(part);
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      // There is no folder, so there is nothing old.
    }
  }

  private void remove(Path file) throws IOException {
    try {
      disk.delete(file);
    } catch (IOException e) {
      throw new FileError("cannot delete", file, e);
    }
  }

  private void sync() throws IOException {
    try {
      disk.sync(folder);
    } catch (IOException e) {
      throw new FileError("cannot write", folder, e);
    }
  }

  /** A frame as a PGM file. Its white is the sensor's full scale, so that nothing is rounded. */
  static byte[] pgm(Frame frame) {
    FrameFormat format = frame.format();
    boolean wide = format.fullScale() > 255;
    byte[] header =
        String.format(
                Locale.ROOT, "P5\n%d %d\n%d\n", format.width(), format.height(), format.fullScale())
            .getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(header.length + format.pixelCount() * (wide ? 2 : 1));
    bytes.writeBytes(header);
    for (char pixel : frame.pixels()) {
      if (wide) {
        bytes.write(pixel >> 8);
      }
      bytes.write(pixel);
    }
    return bytes.toByteArray();
  }
}
