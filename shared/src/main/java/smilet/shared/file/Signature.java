package smilet.shared.file;

/**
 * The signature of a model file.
 *
 * @param signedAtEpochSeconds when it was signed, in seconds since 1970-01-01 UTC
 * @param key the signer's public key
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
