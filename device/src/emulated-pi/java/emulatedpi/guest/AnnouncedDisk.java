package emulatedpi.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import smilet.shared.file.Disk;

/**
 * The real disk, with every operation announced just before it is done: "write", "sync", "rename"
 * or "delete".
 */
record AnnouncedDisk(Consumer<String> announcements) implements Disk {
  @Override
  public void write(Path file, byte[] content) throws IOException {
    announcements.accept("write");
    Disk.REAL.write(file, content);
  }

  @Override
  public void sync(Path fileOrFolder) throws IOException {
    announcements.accept("sync");
    Disk.REAL.sync(fileOrFolder);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    announcements.accept("rename");
    Disk.REAL.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    announcements.accept("delete");
    Disk.REAL.delete(file);
  }
}
