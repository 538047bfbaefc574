package smilet.shared.model;

import java.util.Locale;

/**
 * Decides whether vector code is worth running here. The Vector API is an incubator module that
 * must be asked for when the JVM starts, and only the optimising compiler turns it into vector
 * instructions: interpreted or compiled by the client compiler it is many times slower than a plain
 * loop.
 */
final class VectorUnit {
  private VectorUnit() {}

  static boolean isUsable() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        && hasOptimisingCompiler(
            System.getProperty("java.vm.name", ""), System.getProperty("java.vm.info", ""));
  }

  /** HotSpot says "mixed mode, emulated-client" if it was told to stop at the first tier. */
  static boolean hasOptimisingCompiler(String vmName, String vmInfo) {
    String info = vmInfo.toLowerCase(Locale.ROOT);
    return vmName.contains("Server VM")
        && info.contains("mixed mode")
        && !info.contains("emulated-client");
  }
}
