package smilet.shared.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The content of the state file, which says what runs:
 *
 * <pre>
 * smilet-store 2
 * current HASH
 * before HASH            a model that was active before, the latest first
 * failed HASH REASON
 * trying HASH            a model that a loop tries and that has not proven itself yet
 * guarded                if the store has trusted keys, so that the loss of its trust file is seen
 * sha256 HEX
 * </pre>
 *
 * <p>Version 1 had no trials; {@link StoreTrust#ofVersion1} reads what it said about trust.
 *
 * @param current the model to run; if there is none, the ready-made one runs
 * @param before models that were active before it, the latest first, each once
 * @param failure the latest model that failed
 * @param trying the model of a trial that has begun and not ended
 * @param guarded whether the store has trusted keys
 */
record StoreState(
    Optional<String> current,
    List<String> before,
    Optional<ModelFailure> failure,
    Optional<String> trying,
    boolean guarded) {
  static final StoreState EMPTY =
      new StoreState(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false);

  /** Models kept to go back to, besides the current one. */
  static final int KEPT_BEFORE = 3;

  static final String HEADER_1 = "smilet-store 1";
  private static final String HEADER = "smilet-store 2";

  StoreState {
    before = List.copyOf(before.subList(0, Math.min(before.size(), KEPT_BEFORE)));
  }

  /**
   * The state after a model became current. The oldest model before it is forgotten, but never the
   * last one that has proven itself.
   */
  StoreState activated(String hash, Predicate<String> proven) {
    if (current.equals(Optional.of(hash))) {
      return new StoreState(current, before, Optional.empty(), trying, guarded);
    }
    List<String> earlier = new ArrayList<>();
    current.ifPresent(earlier::add);
    before.stream().filter(Predicate.not(hash::equals)).forEach(earlier::add);
    if (earlier.size() > KEPT_BEFORE
        && earlier.subList(0, KEPT_BEFORE).stream().noneMatch(proven)) {
      earlier.subList(KEPT_BEFORE, earlier.size()).stream()
          .filter(proven)
          .findFirst()
          .ifPresent(last -> earlier.set(KEPT_BEFORE - 1, last));
    }
    return new StoreState(Optional.of(hash), earlier, Optional.empty(), trying, guarded);
  }

  /** The state after a model failed: if it was current, another is current, or none. */
  StoreState failed(ModelFailure newFailure, Optional<String> next) {
    List<String> left = new ArrayList<>(before);
    left.remove(newFailure.hash());
    next.ifPresent(left::remove);
    return new StoreState(next, left, Optional.of(newFailure), Optional.empty(), guarded);
  }

  StoreState withTrying(Optional<String> hash) {
    return new StoreState(current, before, failure, hash, guarded);
  }

  StoreState withGuarded(boolean nowGuarded) {
    return new StoreState(current, before, failure, trying, nowGuarded);
  }

  /** Whether a model's file is still needed. */
  boolean keeps(String hash) {
    return current.equals(Optional.of(hash)) || before.contains(hash);
  }

  byte[] encode() {
    List<String> facts = new ArrayList<>();
    current.ifPresent(hash -> facts.add("current " + hash));
    before.forEach(hash -> facts.add("before " + hash));
    failure.ifPresent(f -> facts.add("failed " + f.hash() + " " + f.reason()));
    trying.ifPresent(hash -> facts.add("trying " + hash));
    if (guarded) {
      facts.add("guarded");
    }
    return SealedText.encode(HEADER, facts);
  }

  /** Reads what {@link #encode} wrote, or version 1; empty if the bytes are anything else. */
  static Optional<StoreState> decode(byte[] bytes) {
    return SealedText.decode(HEADER, bytes)
        .or(() -> SealedText.decode(HEADER_1, bytes))
        .map(
            facts -> {
              StoreState state = EMPTY;
              for (String fact : facts) {
                state = state.with(fact.split(" ", 3));
              }
              return state;
            })
        .filter(StoreState::namesModels);
  }

  private StoreState with(String[] words) {
    String value = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "current" -> new StoreState(Optional.of(value), before, failure, trying, guarded);
      case "before" -> {
        List<String> longer = new ArrayList<>(before);
        longer.add(value);
        yield new StoreState(current, longer, failure, trying, guarded);
      }
      case "failed" -> {
        ModelFailure read = new ModelFailure(value, words.length > 2 ? words[2] : "");
        yield new StoreState(current, before, Optional.of(read), trying, guarded);
      }
      case "trying" -> withTrying(Optional.of(value));
      case "guarded" -> withGuarded(true);
      default -> this; // of version 1, or written by a later Smilet
    };
  }

  /** A forged file may name anything; only hashes become paths. */
  private boolean namesModels() {
    return current.stream().allMatch(ModelFolder::isHash)
        && before.stream().allMatch(ModelFolder::isHash)
        && trying.stream().allMatch(ModelFolder::isHash);
  }
}
