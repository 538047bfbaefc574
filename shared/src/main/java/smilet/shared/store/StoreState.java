package smilet.shared.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the state file says. It is text, a line a fact, closed by the SHA-256 of the lines before:
 *
 * <pre>
 * smilet-store 1
 * current HASH
 * before HASH            those active before, the latest first
 * failed HASH REASON
 * newest-signed SECONDS
 * went-back HASH         where the current model is one that was gone back to
 * sha256 HEX
 * </pre>
 *
 * @param current the model to run
 * @param before models active before it, the latest first, none twice
 * @param failure the latest model that the loop failed with
 * @param newestSignedEpochSeconds the latest signing time of a trusted model ever activated, or
 *     {@link #NEVER}
 * @param wentBack whether the current model was gone back to, and may therefore be older than that
 */
record StoreState(
    Optional<String> current,
    List<String> before,
    Optional<ModelFailure> failure,
    long newestSignedEpochSeconds,
    boolean wentBack) {
  /** No trusted signature has been seen. */
  static final long NEVER = Long.MIN_VALUE;

  static final StoreState EMPTY =
      new StoreState(Optional.empty(), List.of(), Optional.empty(), NEVER, false);

  /** Models kept to go back to, besides the current one. */
  static final int KEPT_BEFORE = 3;

  private static final String HEADER = "smilet-store 1";

  StoreState {
    before = List.copyOf(before.subList(0, Math.min(before.size(), KEPT_BEFORE)));
  }

  Optional<String> previous() {
    return before.stream().findFirst();
  }

  /** A model becomes current, what was current comes before it. */
  StoreState activated(String hash) {
    if (current.equals(Optional.of(hash))) {
      return new StoreState(current, before, Optional.empty(), newestSignedEpochSeconds, wentBack);
    }
    List<String> earlier = new ArrayList<>();
    current.ifPresent(earlier::add);
    before.stream().filter(Predicate.not(hash::equals)).forEach(earlier::add);
    return new StoreState(
        Optional.of(hash), earlier, Optional.empty(), newestSignedEpochSeconds, false);
  }

  /** Somebody goes back to a model. */
  StoreState rolledBackTo(String hash) {
    StoreState state = activated(hash);
    return new StoreState(
        state.current, state.before, state.failure, newestSignedEpochSeconds, true);
  }

  /** The current model failed: the one before it becomes current, and the failed one is dropped. */
  StoreState fellBack(ModelFailure newFailure) {
    return new StoreState(
        previous(),
        before.subList(1, before.size()),
        Optional.of(newFailure),
        newestSignedEpochSeconds,
        true);
  }

  /** A trusted model of this signing time was activated. */
  StoreState sawSigned(long epochSeconds) {
    return new StoreState(
        current, before, failure, Math.max(newestSignedEpochSeconds, epochSeconds), wentBack);
  }

  /** Whether a model's file is still needed. */
  boolean keeps(String hash) {
    return current.equals(Optional.of(hash)) || before.contains(hash);
  }

  byte[] encode() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    current.ifPresent(hash -> text.append("current ").append(hash).append('\n'));
    before.forEach(hash -> text.append("before ").append(hash).append('\n'));
    failure.ifPresent(
        f -> text.append("failed ").append(f.hash()).append(' ').append(f.reason()).append('\n'));
    if (newestSignedEpochSeconds != NEVER) {
      text.append("newest-signed ").append(newestSignedEpochSeconds).append('\n');
    }
    if (wentBack && current.isPresent()) {
      text.append("went-back ").append(current.get()).append('\n');
    }
    return (text + "sha256 " + sha256(text.toString()) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** What {@link #encode} wrote; empty where the bytes are anything else. */
  static Optional<StoreState> decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int close = text.lastIndexOf("sha256 ");
    if (close < 0
        || !text.startsWith(HEADER + "\n")
        || !text.substring(close).equals("sha256 " + sha256(text.substring(0, close)) + "\n")) {
      return Optional.empty();
    }
    StoreState state = EMPTY;
    for (String line : text.substring(HEADER.length() + 1, close).lines().toList()) {
      String[] words = line.split(" ", 3);
      state = state.with(words[0], words[1], words.length > 2 ? words[2] : "");
    }
    return Optional.of(state);
  }

  private StoreState with(String fact, String value, String rest) {
    return switch (fact) {
      case "current" ->
          new StoreState(Optional.of(value), before, failure, newestSignedEpochSeconds, wentBack);
      case "before" -> {
        List<String> longer = new ArrayList<>(before);
        longer.add(value);
        yield new StoreState(current, longer, failure, newestSignedEpochSeconds, wentBack);
      }
      case "failed" ->
          new StoreState(
              current,
              before,
              Optional.of(new ModelFailure(value, rest)),
              newestSignedEpochSeconds,
              wentBack);
      case "newest-signed" ->
          new StoreState(current, before, failure, Long.parseLong(value), wentBack);
      case "went-back" -> new StoreState(current, before, failure, newestSignedEpochSeconds, true);
      default -> this; // a fact of a later Smilet
    };
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-256", impossible);
    }
  }
}
