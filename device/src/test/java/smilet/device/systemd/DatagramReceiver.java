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
import java.util.ArrayList;
import java.util.List;

/** The receiving end of systemd's notifications: a real socket. */
@SuppressWarnings("restricted")
public final class DatagramReceiver implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int MSG_DONTWAIT = 0x40;

  private final Arena arena = Arena.ofConfined();
  private final MethodHandle receive;
  private final MethodHandle close;
  private final int socket;

  /**
   * @param name a path, or "@" and an abstract name
   */
  public DatagramReceiver(String name) throws Throwable {
    MethodHandle open =
        function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    MethodHandle bind =
        function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    receive =
        function("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    MemorySegment address = arena.allocate(110);
    address.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(path, 0, address, JAVA_BYTE, 2, path.length);
    boolean abstractName = path[0] == '@';
    if (abstractName) {
      address.set(JAVA_BYTE, 2, (byte) 0);
    }
    socket = (int) open.invokeExact(AF_UNIX, SOCK_DGRAM, 0);
    int bound = (int) bind.invokeExact(socket, address, 2 + path.length + (abstractName ? 0 : 1));
    if (bound != 0) {
      throw new IllegalStateException("cannot bind " + name);
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }

  /** Everything that has arrived. A local datagram arrives before its sender's call returns. */
  public List<String> received() throws Throwable {
    MemorySegment buffer = arena.allocate(256);
    List<String> messages = new ArrayList<>();
    while (true) {
      long length = (long) receive.invokeExact(socket, buffer, 256L, MSG_DONTWAIT);
      if (length < 0) {
        return messages;
      }
      byte[] bytes = buffer.asSlice(0, length).toArray(JAVA_BYTE);
      messages.add(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    try {
      int ignored = (int) close.invokeExact(socket);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    arena.close();
  }
}
