package smilet.shared.store;

/**
 * A model that the store went back from because the loop failed with it.
 *
 * @param hash the model's content hash
 * @param reason what failed, one line
 */
public record ModelFailure(String hash, String reason) {
  private static final int MAX_REASON = 300;

  /** Makes {@code reason} one line of at most {@value #MAX_REASON} characters. */
  public ModelFailure {
    reason = reason.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    if (reason.length() > MAX_REASON) {
      reason = reason.substring(0, MAX_REASON);
    }
  }
}
