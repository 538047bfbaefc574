package smilet.device.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A Unix datagram socket that sends to one address. Java has Unix sockets for streams only, so this
 * class calls three functions of the C library. The constants are Linux's, and are the same on
 * every CPU that Java 25 supports.
 */
final class UnixDatagramSocket implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** struct sockaddr_un: the family, 2 bytes, then at most 108 bytes of path. */
  private static final int PATH_OFFSET = 2;

  private static final int MAX_PATH = 107;
  private static final int MAX_MESSAGE = 256;

  private final Arena arena = Arena.ofShared();
  private final MethodHandle sendTo;
  private final MethodHandle closeSocket;
  private final MemorySegment address;
  private final int addressLength;
  private final MemorySegment message;
  private int socket;

  /**
   * Opens a socket.
   *
   * @param name a path, or "@" and a name in Linux's abstract namespace
   * @throws IllegalArgumentException if this cannot be the name of a socket
   * @throws UnsupportedOperationException if this Java cannot call C functions
   */
  static UnixDatagramSocket to(String name) {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    boolean named = name.startsWith("/") || name.startsWith("@");
    if (!named || path.length < 2 || path.length > MAX_PATH) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a socket's name must begin with / or @ and have at most %d bytes, was \"%s\"",
              MAX_PATH,
              name));
    }
    if (ADDRESS.byteSize() != Long.BYTES) {
      throw new UnsupportedOperationException("this is a 32-bit Linux, which is not supported");
    }
    return new UnixDatagramSocket(path);
  }

  private UnixDatagramSocket(byte[] path) {
    Linker linker = Linker.nativeLinker();
    MethodHandle open =
        function(linker, "socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    sendTo =
        function(
            linker,
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    closeSocket = function(linker, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    boolean abstractName = path[0] == '@';
    address = arena.allocate(PATH_OFFSET + MAX_PATH + 1);
    address.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(path, 0, address, JAVA_BYTE, PATH_OFFSET, path.length);
    if (abstractName) {
      address.set(JAVA_BYTE, PATH_OFFSET, (byte) 0);
    }
    // An abstract name has exactly this length; a path ends with a zero byte.
    addressLength = PATH_OFFSET + path.length + (abstractName ? 0 : 1);
    message = arena.allocate(MAX_MESSAGE);
    try {
      socket = (int) open.invokeExact(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    } catch (Throwable e) {
      throw new IllegalStateException(e); // C throws nothing
    }
    if (socket < 0) {
      throw new IllegalArgumentException("no socket can be opened");
    }
  }

  @SuppressWarnings("restricted") // the launcher allows this module native access
  private static MethodHandle function(Linker linker, String name, FunctionDescriptor type) {
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }

  /**
   * Sends the first {@value #MAX_MESSAGE} bytes without waiting.
   *
   * @return whether the receiver took them
   */
  synchronized boolean send(String text) {
    if (socket < 0) {
      return false;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, MAX_MESSAGE);
    MemorySegment.copy(bytes, 0, message, JAVA_BYTE, 0, length);
    try {
      long sent =
          (long)
              sendTo.invokeExact(
                  socket,
                  message,
                  (long) length,
                  MSG_DONTWAIT | MSG_NOSIGNAL,
                  address,
                  addressLength);
      return sent == length;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // C throws nothing
    }
  }

  @Override
  public synchronized void close() {
    if (socket < 0) {
      return;
    }
    try {
      int ignored = (int) closeSocket.invokeExact(socket);
    } catch (Throwable e) {
      throw new IllegalStateException(e); // C throws nothing
    }
    socket = -1;
    arena.close();
  }
}
