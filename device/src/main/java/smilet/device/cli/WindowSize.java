package smilet.device.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import smilet.device.indicator.ScreenSize;

/**
 * The size of the terminal at standard output, which Linux tells through ioctl(2). Java has no
 * other way without starting a program.
 */
final class WindowSize {
  private static final int STANDARD_OUTPUT = 1;

  /** The request's number on Linux, the same on every CPU that Java 25 supports there. */
  private static final long TIOCGWINSZ = 0x5413;

  /** struct winsize: rows, columns and the size in pixels, 2 bytes each. */
  private static final int WINSIZE_BYTES = 8;

  private final MethodHandle ioctl;
  private final MemorySegment winsize;

  private WindowSize(MethodHandle ioctl, MemorySegment winsize) {
    this.ioctl = ioctl;
    this.winsize = winsize;
  }

  /**
   * Prepares the question; elsewhere than on 64-bit Linux the answer is {@link ScreenSize#USUAL}.
   */
  @SuppressWarnings("restricted") // the launcher allows this module native access
  static WindowSize open() {
    boolean wide = ADDRESS.byteSize() == Long.BYTES; // the request is a long, which C has too
    if (!wide || !System.getProperty("os.name").equals("Linux")) {
      return new WindowSize(null, null);
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle ioctl =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.firstVariadicArg(2));
    return new WindowSize(ioctl, Arena.global().allocate(WINSIZE_BYTES));
  }

  /** The size now. One thread asks. */
  ScreenSize now() {
    if (ioctl == null) {
      return ScreenSize.USUAL;
    }
    try {
      int result = (int) ioctl.invokeExact(STANDARD_OUTPUT, TIOCGWINSZ, winsize);
      int rows = Short.toUnsignedInt(winsize.get(JAVA_SHORT, 0));
      int columns = Short.toUnsignedInt(winsize.get(JAVA_SHORT, 2));
      boolean known = result == 0 && rows > 0 && columns > 0;
      return known ? new ScreenSize(rows, columns) : ScreenSize.USUAL;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // C throws nothing
    }
  }
}
