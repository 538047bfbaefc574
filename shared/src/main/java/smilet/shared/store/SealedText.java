package smilet.shared.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import smilet.shared.file.Sha256;

/**
 * The form of a store's small files: a header, one line per fact, and the SHA-256 of the lines
 * before as the last line, which tells a damaged file.
 */
final class SealedText {
  private static final String SEAL = "sha256 ";

  private SealedText() {}

  static byte[] encode(String header, List<String> facts) {
    StringBuilder text = new StringBuilder(header).append('\n');
    facts.forEach(fact -> text.append(fact).append('\n'));
    return (text + SEAL + sha256(text.toString()) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The facts; empty if the bytes are not what {@link #encode} makes with that header. */
  static Optional<List<String>> decode(String header, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int close = text.lastIndexOf(SEAL);
    if (close < 0
        || !text.startsWith(header + "\n")
        || !text.substring(close).equals(SEAL + sha256(text.substring(0, close)) + "\n")) {
      return Optional.empty();
    }
    return Optional.of(text.substring(header.length() + 1, close).lines().toList());
  }

  private static String sha256(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }
}
