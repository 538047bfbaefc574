package smilet.shared.file;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

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

  /** The prime of the curve, 2^255 - 19. */
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** The constant d of the curve -x^2 + y^2 = 1 + d x^2 y^2, which is -121665 / 121666. */
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  /** The y of the points whose order divides 8: a signature of such a key fits many messages. */
  private static final List<BigInteger> WEAK =
      List.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          P.subtract(BigInteger.ONE),
          new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16),
          new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16));

  public VerificationKey {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a public key is 64 hexadecimal digits, as smilet keys writes it, was \"" + hex + "\"");
    }
    requireSound(hex);
  }

  /** Refuses what is not a point of the curve, and weak keys such as the one that is all zero. */
  private static void requireSound(String hex) {
    byte[] bigEndian = HexFormat.of().parseHex(hex);
    for (int i = 0; i < BYTES / 2; i++) {
      byte low = bigEndian[i];
      bigEndian[i] = bigEndian[BYTES - 1 - i];
      bigEndian[BYTES - 1 - i] = low;
    }
    bigEndian[0] &= 0x7f; // the sign of x
    BigInteger y = new BigInteger(1, bigEndian);
    if (y.compareTo(P) >= 0 || WEAK.contains(y)) {
      throw new IllegalArgumentException(
          "the public key " + hex + " is weak: anybody can sign for it; make one with smilet keys");
    }
    BigInteger square = y.multiply(y).mod(P);
    BigInteger numerator = square.subtract(BigInteger.ONE);
    BigInteger denominator = D.multiply(square).add(BigInteger.ONE);
    // x^2 = numerator / denominator; Euler's criterion says whether it is a square.
    BigInteger half = P.subtract(BigInteger.ONE).shiftRight(1);
    if (!numerator.multiply(denominator).modPow(half, P).equals(BigInteger.ONE)) {
      throw new IllegalArgumentException(
          "the public key " + hex + " is none of Ed25519: a digit of it is wrong");
    }
  }

  /** The keys of some hexadecimal digits, each once, in that order. */
  public static Set<VerificationKey> setOf(Collection<String> digits) {
    Set<VerificationKey> keys = new LinkedHashSet<>();
    digits.forEach(hex -> keys.add(new VerificationKey(hex)));
    return keys;
  }

  /** The hexadecimal digits of keys, in alphabetical order. */
  public static SortedSet<String> sortedHex(Set<VerificationKey> keys) {
    SortedSet<String> sorted = new TreeSet<>();
    keys.forEach(key -> sorted.add(key.hex()));
    return sorted;
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
  public boolean verifies(byte[] message, int length, byte[] signature) {
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
