package smilet.device.metrics;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** The version that the build wrote into the module's descriptor. */
public final class ProgramVersion {
  private ProgramVersion() {}

  /** The version; "(unpackaged)" in tests, which run outside of any module. */
  public static String text() {
    return Optional.ofNullable(ProgramVersion.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("(unpackaged)");
  }
}
