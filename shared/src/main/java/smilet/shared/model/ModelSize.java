package smilet.shared.model;

import java.util.Locale;

/**
 * What a model takes of the computer that runs it. The limits keep a device with the launcher's
 * heap of 32 MiB safe from every model file: one model at the limits takes at most 6 MiB, and the
 * device holds up to three at a time: the one that runs, the one before it and a new one. The 64k
 * network at 64x64 takes a sixth of the parameters and an eighth of the activations.
 *
 * @param parameters weights and biases
 * @param activations the inputs and the outputs of all layers
 * @param multiplyAdds per frame
 */
public record ModelSize(long parameters, long activations, long multiplyAdds) {
  /** 2^19. */
  public static final long MAX_PARAMETERS = 1L << 19;

  /** 2^19. */
  public static final long MAX_ACTIVATIONS = 1L << 19;

  /** 2^26: a hostile file cannot keep a device busy for ever. */
  public static final long MAX_MULTIPLY_ADDS = 1L << 26;

  /**
   * Requires that every device can run the model.
   *
   * @throws IllegalArgumentException if the model is larger than a limit; the message says which
   */
  public void requireWithinLimits() {
    require(multiplyAdds, MAX_MULTIPLY_ADDS, "multiply-adds per frame");
    require(parameters, MAX_PARAMETERS, "weights and biases");
    require(activations, MAX_ACTIVATIONS, "activations");
  }

  private static void require(long actual, long most, String what) {
    if (actual > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a model takes at most %d %s, this one takes %d: use fewer channels or layers",
              most,
              what,
              actual));
    }
  }
}
