package smilet.shared.file;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * The public half of an Ed25519 pair, which identifies who signed a model.
 *
 * @param hex the 32 raw bytes of RFC 8032 as 64 lower-case hexadecimal digits
 */
public record VerificationKey(String hex) {
  /** Bytes of a raw key. */
  static final int BYTES = 32;

  /** What precedes the raw key in its X.509 form (RFC 8410, section 4). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  public VerificationKey {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a public key is 64 hexadecimal digits, as smilet keys writes it, was \"" + hex + "\"");
    }
  }

  /** Converts a Java key. */
  public static VerificationKey of(PublicKey key) {
    byte[] encoded = key.getEncoded();
    if (!"EdDSA".equals(key.getAlgorithm()) || encoded.length != X509_PREFIX.length + BYTES) {
      throw new IllegalArgumentException("an Ed25519 key is needed, was " + key.getAlgorithm());
    }
    return new VerificationKey(
        HexFormat.of().formatHex(encoded, X509_PREFIX.length, encoded.length));
  }

  /** The 32 raw bytes. */
  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** Whether {@code signature} is this key's signature of the first {@code length} bytes. */
  boolean verifies(byte[] message, int length, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey());
      verifier.update(message, 0, length);
      return verifier.verify(signature);
    } catch (GeneralSecurityException notAPointOnTheCurve) {
      return false;
    }
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    byte[] encoded = new byte[X509_PREFIX.length + BYTES];
    System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
    System.arraycopy(bytes(), 0, encoded, X509_PREFIX.length, BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  @Override
  public String toString() {
    return hex;
  }
}
