package smilet.shared.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import smilet.shared.file.ModelFile;
import smilet.shared.file.VerificationKey;
import smilet.shared.trust.KeyList;
import smilet.shared.trust.KeyRing;

/**
 * The content of the trust file, which says what may run:
 *
 * <pre>
 * smilet-trust 1
 * for NAME                 the kind of device that models must be for
 * key HEX                  a key that signs models, as it was given at first
 * list-key HEX             a key that signs lists of keys
 * list BASE64              a signed list of keys that has replaced them since, oldest first
 * newest HEX VERSION TIME  the newest model of a key that was installed or ran
 * proven HASH              a model that has given many good frames
 * sha256 HEX
 * </pre>
 *
 * @param kind the kind of device that models must be for; any if empty
 * @param first the keys that were given at first
 * @param lists the lists that have replaced them
 * @param newest by key, the newest model seen
 * @param proven the hashes of models that have proven themselves
 */
record StoreTrust(
    Optional<String> kind,
    KeyRing first,
    List<KeyList> lists,
    Map<VerificationKey, SignedVersion> newest,
    Set<String> proven) {
  static final StoreTrust EMPTY =
      new StoreTrust(Optional.empty(), KeyRing.NONE, List.of(), Map.of(), Set.of());

  /** More lists than a device sees in its life; each is at most {@link KeyList#MAX_BYTES} long. */
  static final int MAX_LISTS = 100;

  private static final String HEADER = "smilet-trust 1";

  StoreTrust {
    lists = List.copyOf(lists);
    newest = Map.copyOf(newest);
    proven = Collections.unmodifiableSet(new TreeSet<>(proven));
  }

  /** Whether it matters who signed a model. */
  boolean restricts() {
    return !first.isEmpty();
  }

  /** The keys that count now. */
  KeyRing ring() {
    return first.after(lists);
  }

  /** The version of the last list; 0 if there was none. */
  int listVersion() {
    return lists.isEmpty() ? 0 : lists.getLast().version();
  }

  /** The newest model of any of some keys. */
  SignedVersion newestOf(Set<VerificationKey> counting) {
    return newest.entrySet().stream()
        .filter(seen -> counting.contains(seen.getKey()))
        .map(Map.Entry::getValue)
        .max(SignedVersion::compareTo)
        .orElse(SignedVersion.NONE);
  }

  boolean isProven(String hash) {
    return proven.contains(hash);
  }

  /** The trust after keys or a kind were given anew; earlier lists and versions are forgotten. */
  StoreTrust with(Optional<String> newKind, KeyRing keys) {
    return new StoreTrust(newKind, keys, List.of(), Map.of(), proven);
  }

  /** The trust after another list. */
  StoreTrust with(KeyList list) {
    List<KeyList> longer = new ArrayList<>(lists);
    longer.add(list);
    return new StoreTrust(kind, first, longer, newest, proven);
  }

  StoreTrust withoutVersions() {
    return new StoreTrust(kind, first, lists, Map.of(), proven);
  }

  /** The trust after a model was installed or ran. */
  StoreTrust saw(ModelFile file) {
    if (!restricts() || file.signature().isEmpty()) {
      return this;
    }
    Map<VerificationKey, SignedVersion> seen = new LinkedHashMap<>(newest);
    seen.merge(
        file.signature().get().key(),
        SignedVersion.of(file),
        (one, other) -> one.compareTo(other) >= 0 ? one : other);
    return new StoreTrust(kind, first, lists, seen, proven);
  }

  /** The trust after a model has proven itself; others are remembered as long as they are kept. */
  StoreTrust withProven(String hash, StoreState state) {
    Set<String> all = new TreeSet<>();
    proven.stream().filter(state::keeps).forEach(all::add);
    all.add(hash);
    return new StoreTrust(kind, first, lists, newest, all);
  }

  byte[] encode() {
    List<String> facts = new ArrayList<>();
    kind.ifPresent(name -> facts.add("for " + name));
    VerificationKey.sortedHex(first.keys()).forEach(key -> facts.add("key " + key));
    VerificationKey.sortedHex(first.listKeys()).forEach(key -> facts.add("list-key " + key));
    for (KeyList list : lists) {
      byte[] text = list.text().getBytes(StandardCharsets.US_ASCII);
      facts.add("list " + Base64.getEncoder().encodeToString(text));
    }
    Map<String, SignedVersion> seen = new TreeMap<>();
    newest.forEach((key, version) -> seen.put(key.hex(), version));
    seen.forEach(
        (key, v) ->
            facts.add("newest " + key + " " + v.version() + " " + v.signedAtEpochSeconds()));
    proven.forEach(hash -> facts.add("proven " + hash));
    return SealedText.encode(HEADER, facts);
  }

  /** Reads what {@link #encode} wrote; empty if the bytes are anything else. */
  static Optional<StoreTrust> decode(byte[] bytes) {
    Optional<List<String>> facts = SealedText.decode(HEADER, bytes);
    try {
      return facts.map(StoreTrust::ofFacts);
    } catch (IllegalArgumentException forged) {
      return Optional.empty();
    }
  }

  private static StoreTrust ofFacts(List<String> facts) {
    Optional<String> kind = Optional.empty();
    Set<VerificationKey> keys = new LinkedHashSet<>();
    Set<VerificationKey> listKeys = new LinkedHashSet<>();
    List<KeyList> lists = new ArrayList<>();
    Map<VerificationKey, SignedVersion> newest = new LinkedHashMap<>();
    Set<String> proven = new LinkedHashSet<>();
    for (String fact : facts) {
      String value = fact.substring(fact.indexOf(' ') + 1);
      switch (fact.split(" ", 2)[0]) {
        case "for" -> kind = Optional.of(value);
        case "key" -> keys.add(new VerificationKey(value));
        case "list-key" -> listKeys.add(new VerificationKey(value));
        case "list" -> lists.add(KeyList.decode(Base64.getDecoder().decode(value)));
        case "newest" -> {
          String[] words = (value + " 0 0").split(" ", -1);
          newest.put(
              new VerificationKey(words[0]),
              new SignedVersion(Integer.parseInt(words[1]), Long.parseLong(words[2])));
        }
        case "proven" -> proven.add(value);
        default -> {} // written by a later Smilet
      }
    }
    return new StoreTrust(kind, new KeyRing(keys, listKeys), lists, newest, proven);
  }

  private static boolean isOfVersion1(String fact) {
    return !fact.startsWith("newest-signed ") || fact.matches("newest-signed -?[0-9]{1,18}");
  }

  /**
   * What a store of version 1, which had no trust file, says about trust: its models have proven
   * themselves, and no model may be older than the newest that was signed.
   *
   * @param keys the keys that the caller trusts
   */
  static Optional<StoreTrust> ofVersion1(byte[] state, Set<VerificationKey> keys) {
    return SealedText.decode(StoreState.HEADER_1, state)
        .filter(facts -> facts.stream().allMatch(StoreTrust::isOfVersion1))
        .map(
            facts -> {
              Set<String> proven = new LinkedHashSet<>();
              Map<VerificationKey, SignedVersion> newest = new LinkedHashMap<>();
              for (String fact : facts) {
                String value = fact.substring(fact.indexOf(' ') + 1);
                switch (fact.split(" ", 2)[0]) {
                  case "current", "before" -> proven.add(value);
                  case "newest-signed" ->
                      keys.forEach(
                          key -> newest.put(key, new SignedVersion(0, Long.parseLong(value))));
                  default -> {}
                }
              }
              return new StoreTrust(Optional.empty(), KeyRing.NONE, List.of(), newest, proven);
            });
  }
}
