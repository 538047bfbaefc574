package smilet.trainer.export;

import smilet.shared.file.ModelFile;

/**
 * What a model's C library takes of a microcontroller, known before it is exported.
 *
 * @param flashBytes code and constants of a program that classifies frames, about: on a Cortex-M4
 *     with gcc -Os, without the self-test
 * @param ramBytes the static scratch area, exact
 * @param stackBytes stack at most, on a Cortex-M
 * @param multiplyAdds multiplications with a weight for one frame, exact
 */
public record Footprint(int flashBytes, int ramBytes, int stackBytes, long multiplyAdds) {
  /** More than all functions of the library take together on any Cortex-M. */
  static final int STACK_BYTES = 640;

  /** The code and the sigmoid's tables, without and with convolutions. */
  private static final int LINEAR_CODE_BYTES = 1730;

  private static final int NETWORK_CODE_BYTES = 2950;

  public static Footprint of(ModelFile file) {
    ModelTables tables = new ModelTables(file);
    boolean linear = tables.layout().steps().isEmpty();
    return new Footprint(
        tables.constantBytes() + (linear ? LINEAR_CODE_BYTES : NETWORK_CODE_BYTES),
        tables.layout().bytes(),
        STACK_BYTES,
        file.model().multiplyAdds());
  }
}
