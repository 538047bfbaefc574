package smilet.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import smilet.shared.error.FileError;

/**
 * Keeps the pixels of pictures. The first pictures stay in memory, up to a budget; the others go to
 * a temporary file that is mapped, so that the operating system decides how much of it is in
 * memory. The file is deleted as soon as it is open, so it disappears when the process ends, even
 * if the process is killed.
 */
final class PixelStore {
  /** Pixels beyond this fraction of the largest heap, a third, go to the temporary file. */
  private static final int HEAP_DIVISOR = 3;

  private final long budgetBytes;
  private final List<byte[]> inMemory = new ArrayList<>();
  private long memoryBytes;
  private FileChannel file;
  private long fileBytes;
  private MemorySegment mapped;

  /** How many bytes of pixels to keep in memory. */
  static long usualBudgetBytes() {
    return Runtime.getRuntime().maxMemory() / HEAP_DIVISOR;
  }

  PixelStore(long budgetBytes) {
    this.budgetBytes = budgetBytes;
  }

  /**
   * Keeps a picture.
   *
   * @return its location, for {@link #read}
   */
  synchronized long add(byte[] packed) {
    if (memoryBytes + packed.length <= budgetBytes) {
      memoryBytes += packed.length;
      inMemory.add(packed);
      return inMemory.size() - 1L;
    }
    try {
      if (file == null) {
        file = openDeletedFile();
      }
      long position = fileBytes;
      ByteBuffer buffer = ByteBuffer.wrap(packed);
      while (buffer.hasRemaining()) {
        fileBytes += file.write(buffer, fileBytes);
      }
      return ~position;
    } catch (IOException e) {
      throw inTemporaryFolder(e);
    }
  }

  /** Makes pictures readable. No picture can be added after this. */
  synchronized void seal() {
    try {
      if (file != null && mapped == null) {
        mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, fileBytes, Arena.ofAuto());
        file.close();
      }
    } catch (IOException e) {
      throw inTemporaryFolder(e);
    }
  }

  /** Copies a picture from its location into {@code packed}. */
  void read(long location, byte[] packed, int length) {
    if (location >= 0) {
      System.arraycopy(inMemory.get((int) location), 0, packed, 0, length);
    } else {
      MemorySegment.copy(mapped, ValueLayout.JAVA_BYTE, ~location, packed, 0, length);
    }
  }

  /** How many bytes are in the file. */
  long fileBytes() {
    return fileBytes;
  }

  private static UncheckedIOException inTemporaryFolder(IOException e) {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    return new UncheckedIOException(
        new FileError("cannot keep pictures in the temporary folder", folder, e));
  }

  private static FileChannel openDeletedFile() throws IOException {
    Path path = Files.createTempFile("smilet-", ".pixels");
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    Files.deleteIfExists(path);
    return channel;
  }
}
