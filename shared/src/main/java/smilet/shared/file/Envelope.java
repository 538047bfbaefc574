package smilet.shared.file;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** What surrounds the contents of every file: magic, version and length; signature and hash. */
final class Envelope {
  static final byte[] MAGIC = {(byte) 0x89, 'S', 'M', 'I', 'L', 'E', 'T', '\n'};
  static final int LENGTH_OFFSET = MAGIC.length + 2;
  static final int HEADER_BYTES = LENGTH_OFFSET + 4;
  static final int HASH_BYTES = 32;

  private Envelope() {}

  /** A writer with the header; the contents follow. */
  static BitWriter begin(int version) {
    BitWriter out = new BitWriter();
    out.put(MAGIC);
    out.put(version, 16);
    out.put(0, 32); // the length, once it is known
    return out;
  }

  /** The whole file. */
  static byte[] close(BitWriter out, Optional<Signature> signature) {
    if (signature.isPresent()) {
      signer(out, signature.get().signedAtEpochSeconds(), signature.get().key());
      out.put(HexFormat.of().parseHex(signature.get().hex()));
    } else {
      out.put(0, 8);
    }
    out.putIntAt(LENGTH_OFFSET, out.length() + HASH_BYTES);
    out.put(sha256(out.toByteArray(), out.length()));
    return out.toByteArray();
  }

  /**
   * Signs contents. Ed25519 signatures are deterministic: the same contents, key and time give the
   * same bytes.
   *
   * @throws GeneralSecurityException if the key cannot sign with Ed25519
   * @throws IllegalArgumentException if the two keys are not a pair
   */
  static Signature sign(
      BitWriter out, PrivateKey privateKey, VerificationKey key, long signedAtEpochSeconds)
      throws GeneralSecurityException {
    signer(out, signedAtEpochSeconds, key);
    out.putIntAt(LENGTH_OFFSET, out.length() + Signature.BYTES + HASH_BYTES);
    byte[] message = out.toByteArray();
    java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
    signer.initSign(privateKey);
    signer.update(message);
    byte[] signature = signer.sign();
    if (!key.verifies(message, message.length, signature)) {
      throw new IllegalArgumentException(
          "public key " + key + " does not belong to the private key");
    }
    return new Signature(signedAtEpochSeconds, key, HexFormat.of().formatHex(signature));
  }

  private static void signer(BitWriter out, long signedAtEpochSeconds, VerificationKey key) {
    out.put(1, 8);
    out.put(signedAtEpochSeconds, 64);
    out.put(key.bytes());
  }

  /** The SHA-256 that closes a file, as 64 hexadecimal digits. */
  static String contentHash(byte[] bytes) {
    return HexFormat.of().formatHex(bytes, bytes.length - HASH_BYTES, bytes.length);
  }

  /**
   * Checks what can be checked without knowing the contents.
   *
   * @return a reader of the contents, the version first
   */
  static BitReader open(byte[] bytes) throws MalformedModelException {
    if (bytes.length > ModelFile.MAX_BYTES) {
      throw new MalformedModelException(
          ModelFile.MAX_BYTES, "larger than " + ModelFile.MAX_BYTES + " bytes");
    }
    int different = Arrays.mismatch(bytes, MAGIC);
    if (different >= 0 && different < Math.min(bytes.length, MAGIC.length)) {
      throw new MalformedModelException(different, "not a Smilet model");
    }
    if (bytes.length < HEADER_BYTES + HASH_BYTES) {
      throw new MalformedModelException(bytes.length, "cut short");
    }
    requireVersionAndLength(bytes);
    int hashed = bytes.length - HASH_BYTES;
    byte[] hash = sha256(bytes, hashed);
    if (!Arrays.equals(hash, 0, hash.length, bytes, hashed, bytes.length)) {
      throw new MalformedModelException(hashed, "damaged: its SHA-256 does not match");
    }
    BitReader in = new BitReader(bytes, hashed);
    in.bytes(MAGIC.length, "magic");
    return in;
  }

  private static void requireVersionAndLength(byte[] bytes) throws MalformedModelException {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    int version = Short.toUnsignedInt(header.getShort(MAGIC.length));
    if (version > ModelFile.FORMAT_VERSION) {
      throw new MalformedModelException(
          MAGIC.length,
          String.format(
              Locale.ROOT,
              "model format %d is newer than this program, which reads %d: upgrade Smilet here",
              version,
              ModelFile.FORMAT_VERSION));
    }
    if (version < ModelEncoder.PLAIN_VERSION) {
      throw new MalformedModelException(MAGIC.length, "there is no model format " + version);
    }
    long length = Integer.toUnsignedLong(header.getInt(LENGTH_OFFSET));
    if (length != bytes.length) {
      throw new MalformedModelException(
          Math.min(length, bytes.length),
          length > bytes.length
              ? String.format(Locale.ROOT, "cut short: has %d of %d bytes", bytes.length, length)
              : String.format(Locale.ROOT, "%d bytes follow the end", bytes.length - length));
    }
  }

  /** Reads the version and passes over the length. */
  static int version(BitReader in) throws MalformedModelException {
    int version = in.unsignedShort("format version");
    in.bytes(HEADER_BYTES - LENGTH_OFFSET, "file length");
    return version;
  }

  /** Reads what follows the contents, and checks that nothing follows that. */
  static Optional<Signature> signature(byte[] bytes, BitReader in) throws MalformedModelException {
    Optional<Signature> signature = signatureIfAny(bytes, in);
    if (!in.atEnd()) {
      throw new MalformedModelException(in.offset(), "bytes follow the contents");
    }
    return signature;
  }

  private static Optional<Signature> signatureIfAny(byte[] bytes, BitReader in)
      throws MalformedModelException {
    int flag = in.unsignedByte("signature flag");
    if (flag == 0) {
      return Optional.empty();
    }
    if (flag != 1) {
      throw new MalformedModelException(in.offset() - 1, "signature flag must be 0 or 1");
    }
    long signedAt = in.signed(64, "signing time");
    VerificationKey key =
        new VerificationKey(
            HexFormat.of().formatHex(in.bytes(VerificationKey.BYTES, "public key")));
    int signed = in.offset();
    byte[] signature = in.bytes(Signature.BYTES, "signature");
    if (!key.verifies(bytes, signed, signature)) {
      throw new MalformedModelException(
          signed, "forged: the signature is not that of key " + key.hex());
    }
    return Optional.of(new Signature(signedAt, key, HexFormat.of().formatHex(signature)));
  }

  static byte[] sha256(byte[] bytes, int length) {
    MessageDigest digest = Sha256.begin();
    digest.update(bytes, 0, length);
    return digest.digest();
  }
}
