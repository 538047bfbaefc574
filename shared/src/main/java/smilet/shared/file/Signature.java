package smilet.shared.file;

/**
 * Who vouches for a model, and since when.
 *
 * @param signedAtEpochSeconds when it was signed, in seconds since 1970-01-01 UTC
 * @param key whose signature it is
 * @param hex the 64 bytes of the Ed25519 signature as 128 lower-case hexadecimal digits
 */
public record Signature(long signedAtEpochSeconds, VerificationKey key, String hex) {
  /** Bytes of an Ed25519 signature. */
  static final int BYTES = 64;

  public Signature {
    if (!hex.matches("[0-9a-f]{128}")) {
      throw new IllegalArgumentException(
          "a signature is 128 hexadecimal digits, was \"" + hex + "\"");
    }
  }
}
