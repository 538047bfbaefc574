package emulatedpi.guest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A character device in user space. It uses CUSE, the part of FUSE that turns the open, ioctl and
 * close of one file in /dev into messages on /dev/cuse. The numbers are those of the kernel's
 * include/uapi/linux/fuse.h.
 */
final class CharacterDevice {
  private static final int OPEN = 14;
  private static final int RELEASE = 18;
  private static final int FLUSH = 25;
  private static final int INTERRUPT = 36;
  private static final int IOCTL = 39;
  private static final int CUSE_INIT = 4096;

  private static final int IN_HEADER = 40;
  private static final int OUT_HEADER = 16;
  private static final int UNRESTRICTED_IOCTL = 1;
  private static final int IOCTL_RETRY = 1 << 2;
  private static final int ENOSYS = 38;

  /**
   * Answers the ioctls of the device. The kernel asks again, with more of the caller's memory,
   * until the answer is a {@link Done}.
   */
  interface Ioctls {
    Answer ioctl(Ioctl request);
  }

  /**
   * One ioctl.
   *
   * @param command its number, with direction and size in the upper bits
   * @param argument the address of the caller's argument
   * @param in the memory that the last {@link Fetch} asked for, or empty
   * @param outLength the number of bytes that can be written back, or 0
   */
  record Ioctl(int command, long argument, ByteBuffer in, int outLength) {}

  /** The next step of an ioctl. */
  sealed interface Answer {}

  /** Asks for the content of some pieces of the caller's memory, and to write others later. */
  record Fetch(List<Piece> in, List<Piece> out) implements Answer {}

  /** The result of the ioctl, and the bytes for the pieces that are written. */
  record Done(int result, ByteBuffer out) implements Answer {
    static Done error(int number) {
      return new Done(-number, ByteBuffer.allocate(0));
    }
  }

  /** A piece of the caller's memory. */
  record Piece(long address, long length) {}

  private final FileChannel cuse;
  private final ByteBuffer message = little(1 << 17); // FUSE requires room for its largest request

  private CharacterDevice(FileChannel cuse) {
    this.cuse = cuse;
  }

  /** Makes /dev/NAME and serves it without end. */
  static void serve(String name, Ioctls ioctls) throws IOException {
    try (FileChannel cuse =
        FileChannel.open(Path.of("/dev/cuse"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      CharacterDevice device = new CharacterDevice(cuse);
      while (true) {
        device.answerOne(name, ioctls);
      }
    }
  }

  private void answerOne(String name, Ioctls ioctls) throws IOException {
    message.clear();
    cuse.read(message);
    message.flip();
    int operation = message.getInt(4);
    long id = message.getLong(8);
    ByteBuffer body = message.position(IN_HEADER).slice().order(ByteOrder.LITTLE_ENDIAN);
    switch (operation) {
      case CUSE_INIT -> reply(id, 0, birth(name, body.getInt(0), body.getInt(4)));
      case OPEN -> reply(id, 0, little(16));
      case RELEASE, FLUSH -> reply(id, 0, little(0));
      case IOCTL -> reply(id, 0, ioctl(body, ioctls));
      case INTERRUPT -> {} // the request was answered already
      default -> reply(id, -ENOSYS, little(0));
    }
  }

  private static ByteBuffer birth(String name, int major, int minor) {
    byte[] environment = ("DEVNAME=" + name + "\0").getBytes(StandardCharsets.US_ASCII);
    int most = 1 << 16; // bytes per read or write
    ByteBuffer birth = little(72 + environment.length);
    birth
        .putInt(major)
        .putInt(minor)
        .putInt(0)
        .putInt(UNRESTRICTED_IOCTL)
        .putInt(most)
        .putInt(most);
    return birth.position(72).put(environment).rewind(); // device numbers 0: the kernel chooses
  }

  private static ByteBuffer ioctl(ByteBuffer body, Ioctls ioctls) {
    ByteBuffer in = body.slice(32, body.getInt(24)).order(ByteOrder.LITTLE_ENDIAN);
    Ioctl request = new Ioctl(body.getInt(12), body.getLong(16), in, body.getInt(28));
    return switch (ioctls.ioctl(request)) {
      case Done(int result, ByteBuffer out) ->
          little(16 + out.remaining()).putInt(result).position(16).put(out).flip();
      case Fetch(List<Piece> read, List<Piece> write) -> {
        ByteBuffer retry = little(16 + 16 * (read.size() + write.size()));
        retry.putInt(0).putInt(IOCTL_RETRY).putInt(read.size()).putInt(write.size());
        read.forEach(piece -> retry.putLong(piece.address).putLong(piece.length));
        write.forEach(piece -> retry.putLong(piece.address).putLong(piece.length));
        yield retry.flip();
      }
    };
  }

  /** Writes an answer with a single write, as the kernel requires. */
  private void reply(long id, int error, ByteBuffer body) throws IOException {
    int length = OUT_HEADER + body.remaining();
    cuse.write(little(length).putInt(length).putInt(error).putLong(id).put(body).flip());
  }

  private static ByteBuffer little(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
