package smilet.trainer.descent;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** Measures the time that a run takes: wall-clock time and processor time. */
public interface Stopwatch {
  /** Wall-clock time since any fixed moment. */
  long wallNanos();

  /** Processor time of what is measured. */
  long cpuNanos();

  /** Measures the processor time of this thread; for work that starts no other threads. */
  static Stopwatch ofThread() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return of(threads::getCurrentThreadCpuTime);
  }

  /** Measures the processor time of this process, of all threads together. */
  static Stopwatch ofProcess() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return of(system::getProcessCpuTime);
  }

  private static Stopwatch of(LongSupplier cpuNanos) {
    return new Stopwatch() {
      @Override
      public long wallNanos() {
        return System.nanoTime();
      }

      @Override
      public long cpuNanos() {
        return cpuNanos.getAsLong();
      }
    };
  }
}
