package smilet.shared.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import smilet.shared.file.Disk;

/**
 * A store whose every operation on the disk is announced before it is done. Lies in the store's own
 * package, as its tests do, because nobody else may choose a store's disk.
 */
public final class AnnouncedStore {
  private AnnouncedStore() {}

  /** Opens a store, or makes it; the announcements are "write", "sync", "rename" and "delete". */
  public static ModelStore openOrCreate(Path folder, Consumer<String> announcements)
      throws IOException {
    return ModelStore.openOrCreate(new AnnouncedDisk(announcements), folder, TrustPolicy.ANYONE);
  }

  private record AnnouncedDisk(Consumer<String> announcements) implements Disk {
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
}
