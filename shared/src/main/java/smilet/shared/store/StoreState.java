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
 * The content of the state file. It is text, one line per fact; the last line is the SHA-256 of the
 * lines before it:
 *
 * <pre>
 * smilet-store 1
 * current HASH
 * before HASH            a model that was active before, the latest first
 * failed HASH REASON
 * newest-signed SECONDS
 * went-back HASH         if the store went back to the current model
 * sha256 HEX
 * </pre>
 *
 * @param current the model to run
 * @param before models that were active before it, the latest first, each once
 * @param failure the latest model that the loop failed with
 * @param newestSignedEpochSeconds the latest signing time of a trusted model ever activated, or
 *     {@link #NEVER}
 * @param wentBack whether the store went back to the current model, which may therefore be older
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

  /** The state after a model became current. */
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

  /** The state after a user went back to a model. */
  StoreState rolledBackTo(String hash) {
    StoreState state = activated(hash);
    return new StoreState(
        state.current, state.before, state.failure, newestSignedEpochSeconds, true);
  }

  /** The state after the current model failed: the one before it is current. */
  StoreState fellBack(ModelFailure newFailure) {
    return new StoreState(
        previous(),
        before.subList(1, before.size()),
        Optional.of(newFailure),
        newestSignedEpochSeconds,
        true);
  }

  /** The state after a trusted model with this signing time was activated. */
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

  /** Reads what {@link #encode} wrote; empty if the bytes are anything else. */
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
      default -> this; // written by a later Smilet
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
