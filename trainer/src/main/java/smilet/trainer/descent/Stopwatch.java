package smilet.trainer.descent;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What time a run takes, on the wall and on the processors. */
public interface Stopwatch {
  long wallNanos();

  /** Processor time of this process, all threads together. */
  long cpuNanos();

  /** The real one. */
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
