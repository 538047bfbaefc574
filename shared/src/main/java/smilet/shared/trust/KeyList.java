package smilet.shared.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smilet.shared.file.VerificationKey;

/**
 * A signed list of the keys that count from now on. It is text, one line per fact, and the
 * signature covers every byte before its line:
 *
 * <pre>
 * smilet-keys 1
 * version NUMBER
 * key HEX                 signs models; at least one
 * list-key HEX            signs lists
 * signer HEX
 * signature HEX
 * </pre>
 *
 * @param version 1 to {@value #MAX_VERSION}; a device takes only lists with a higher version than
 *     that of its last one
 * @param ring the keys
 * @param signer the key that signed the list
 * @param signature 64 bytes of Ed25519 as hexadecimal digits
 */
public record KeyList(int version, KeyRing ring, VerificationKey signer, String signature) {
  /** More bytes than any list has; nothing longer is read. */
  public static final int MAX_BYTES = 1 << 13;

  /** The highest version. */
  public static final int MAX_VERSION = 1_000_000_000;

  /** The most keys of each kind. */
  public static final int MAX_KEYS = 32;

  private static final Pattern TEXT =
      Pattern.compile(
          "smilet-keys 1\nversion ([1-9][0-9]{0,9})\n((?:key [0-9a-f]{64}\n)+)"
              + "((?:list-key [0-9a-f]{64}\n)*)signer ([0-9a-f]{64})\nsignature ([0-9a-f]{128})\n");

  public KeyList {
    if (version < 1 || version > MAX_VERSION) {
      throw new IllegalArgumentException(
          "the version of a list of keys must be 1 to " + MAX_VERSION + ", was " + version);
    }
    if (ring.isEmpty() || ring.keys().size() > MAX_KEYS || ring.listKeys().size() > MAX_KEYS) {
      throw new IllegalArgumentException("a list has 1 to " + MAX_KEYS + " keys");
    }
    byte[] message = signedPart(version, ring, signer);
    if (!signer.verifies(message, message.length, HexFormat.of().parseHex(signature))) {
      throw new IllegalArgumentException("forged: the signature is not that of key " + signer);
    }
  }

  /**
   * Makes a list.
   *
   * @throws IllegalArgumentException if the two keys are not a pair
   */
  public static KeyList sign(int version, KeyRing ring, PrivateKey secret, VerificationKey signer)
      throws GeneralSecurityException {
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initSign(secret);
    ed25519.update(signedPart(version, ring, signer));
    return new KeyList(version, ring, signer, HexFormat.of().formatHex(ed25519.sign()));
  }

  /**
   * Reads a list; its signature is valid, and the caller decides whether the signer is trusted.
   *
   * @throws IllegalArgumentException if the bytes are anything else
   */
  public static KeyList decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.US_ASCII);
    Matcher matcher = TEXT.matcher(text);
    if (bytes.length > MAX_BYTES || !matcher.matches()) {
      throw new IllegalArgumentException("it is not a list of keys as smilet trust writes it");
    }
    long version = Long.parseLong(matcher.group(1));
    KeyRing ring = new KeyRing(keys(matcher.group(2)), keys(matcher.group(3)));
    KeyList list =
        new KeyList(
            (int) Math.min(version, Integer.MAX_VALUE),
            ring,
            new VerificationKey(matcher.group(4)),
            matcher.group(5));
    if (!list.text().equals(text)) {
      throw new IllegalArgumentException("the keys of a list must be in order, each once");
    }
    return list;
  }

  private static Set<VerificationKey> keys(String lines) {
    return VerificationKey.setOf(
        lines.lines().map(line -> line.substring(line.indexOf(' ') + 1)).toList());
  }

  /** The list as {@link #decode} reads it. */
  public String text() {
    return new String(signedPart(version, ring, signer), StandardCharsets.US_ASCII)
        + "signature "
        + signature
        + "\n";
  }

  private static byte[] signedPart(int version, KeyRing ring, VerificationKey signer) {
    List<String> lines = new ArrayList<>();
    lines.add("smilet-keys 1");
    lines.add("version " + version);
    VerificationKey.sortedHex(ring.keys()).forEach(key -> lines.add("key " + key));
    VerificationKey.sortedHex(ring.listKeys()).forEach(key -> lines.add("list-key " + key));
    lines.add("signer " + signer);
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}
