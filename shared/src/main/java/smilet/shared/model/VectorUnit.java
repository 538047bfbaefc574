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
    return seesVectorModule()
        && hasOptimisingCompiler(
            System.getProperty("java.vm.name", ""), System.getProperty("java.vm.info", ""));
  }

  /**
   * Not asked of the boot layer: the trainer loads the module once the JVM is up, and then this
   * module must say that it reads it.
   */
  private static boolean seesVectorModule() {
    try {
      Class<?> vector =
          Class.forName("jdk.incubator.vector.Vector", false, VectorUnit.class.getClassLoader());
      VectorUnit.class.getModule().addReads(vector.getModule());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** HotSpot says "mixed mode, emulated-client" if it was told to stop at the first tier. */
  static boolean hasOptimisingCompiler(String vmName, String vmInfo) {
    String info = vmInfo.toLowerCase(Locale.ROOT);
    return vmName.contains("Server VM")
        && info.contains("mixed mode")
        && !info.contains("emulated-client");
  }
}
