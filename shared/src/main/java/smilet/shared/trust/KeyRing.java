package smilet.shared.trust;

import java.util.List;
import java.util.Set;
import smilet.shared.file.VerificationKey;

/**
 * The keys that count.
 *
 * @param keys sign models; if there are none, signatures do not matter
 * @param listKeys sign lists of keys. If there are none, the keys of models do; a device is safer
 *     with one, because who steals a key of models can then not replace the keys
 */
public record KeyRing(Set<VerificationKey> keys, Set<VerificationKey> listKeys) {
  /** No key: every signature and no signature is accepted. */
  public static final KeyRing NONE = new KeyRing(Set.of(), Set.of());

  public KeyRing {
    keys = Set.copyOf(keys);
    listKeys = Set.copyOf(listKeys);
    if (keys.isEmpty() && !listKeys.isEmpty()) {
      throw new IllegalArgumentException("a key that signs lists needs a key that signs models");
    }
  }

  /** Whether there are no keys. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whether a list may replace these keys: one of them has signed it. */
  public boolean mayBeReplacedBy(KeyList list) {
    return (listKeys.isEmpty() ? keys : listKeys).contains(list.signer());
  }

  /** The keys that count after some lists, oldest first; a list that no key signed is passed by. */
  public KeyRing after(List<KeyList> lists) {
    KeyRing ring = this;
    for (KeyList list : lists) {
      if (ring.mayBeReplacedBy(list)) {
        ring = list.ring();
      }
    }
    return ring;
  }
}
