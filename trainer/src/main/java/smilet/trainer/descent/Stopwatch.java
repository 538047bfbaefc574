package smilet.trainer.descent;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Measures the time that a run takes: wall-clock time and processor time. */
public interface Stopwatch {
  /** Wall-clock time since any fixed moment. */
  long wallNanos();

  /** Processor time of this process, of all threads together. */
  long cpuNanos();

  /** The stopwatch of the machine. */
  static Stopwatch system() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Stopwatch() {
      @Override
      public long wallNanos() {
        return System.nanoTime();
      }

      @Override
      public long cpuNanos() {
        return system.getProcessCpuTime();
      }
    };
  }
}
