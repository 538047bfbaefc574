package smilet.shared.store;

import java.io.IOException;
import java.util.Optional;
import smilet.shared.trust.KeyList;
import smilet.shared.trust.KeyRing;

/** What a human, or a signed list, may change about what a store accepts. */
public final class TrustChange {
  private final StoreFiles files;
  private final TrustPolicy callers;

  TrustChange(StoreFiles files, TrustPolicy callers) {
    this.files = files;
    this.callers = callers;
  }

  /** Makes the caller's policy that of the store, if the store has none yet. */
  public void adopt() throws IOException {
    if (adopts()) {
      try (StoreLock _ = files.lock()) {
        adoptLocked();
      }
    }
  }

  /** The same for a caller that holds the store's lock. */
  void adoptLocked() throws IOException {
    if (adopts()) {
      // The versions that a store of version 1 has seen stay.
      StoreTrust own = files.acceptance().own();
      write(
          new StoreTrust(callers.kind(), callers.ring(), own.lists(), own.newest(), own.proven()));
    }
  }

  private boolean adopts() throws IOException {
    if (callers.acceptsAnyone()) {
      return false;
    }
    Acceptance accepts = files.acceptance();
    return !accepts.lost() && !accepts.own().restricts() && accepts.own().kind().isEmpty();
  }

  /**
   * Deliberately replaces the store's keys and kind of device, and forgets lists and versions.
   *
   * @param keys if there are none, the store accepts every model again
   */
  public void set(Optional<String> kind, KeyRing keys) throws IOException {
    try (StoreLock _ = files.lock()) {
      write(files.acceptance().own().with(kind, keys));
    }
  }

  /** Deliberately forgets how new the newest model was, so that an older one may run. */
  public void forgetVersions() throws IOException {
    try (StoreLock _ = files.lock()) {
      write(files.acceptance().own().withoutVersions());
    }
  }

  /**
   * Takes a signed list of keys, which replaces those that count now.
   *
   * @return whether it is new
   * @throws RefusedModelException if no trusted key has signed it, or the list is older than the
   *     last one
   */
  public boolean take(KeyList list) throws IOException {
    try (StoreLock _ = files.lock()) {
      StoreTrust own = files.acceptance().own();
      if (!own.lists().isEmpty() && own.lists().getLast().equals(list)) {
        return false;
      }
      if (!own.restricts()) {
        throw new RefusedModelException(
            "the store has no keys that a list could replace: set them first with smilet-device"
                + " trust --set --trusted-key HEX");
      }
      if (!own.ring().mayBeReplacedBy(list)) {
        throw new RefusedModelException(
            "the list is signed with key %s, which may not sign lists here"
                .formatted(list.signer()));
      }
      if (list.version() <= own.listVersion()) {
        throw new RefusedModelException(
            "the list is not newer than the last one: sign it with a --list-version above "
                + own.listVersion());
      }
      if (own.lists().size() == StoreTrust.MAX_LISTS) {
        throw new RefusedModelException(
            "the store has taken %s lists, its most: set the keys anew with smilet-device trust"
                    .formatted(StoreTrust.MAX_LISTS)
                + " --set --trusted-key HEX");
      }
      write(own.with(list));
      return true;
    }
  }

  /** In such an order that a power cut in between leaves the stricter of the two. */
  private void write(StoreTrust trust) throws IOException {
    StoreState state = files.state();
    if (trust.restricts() && !state.guarded()) {
      files.write(trust);
      files.write(state.withGuarded(true));
    } else if (!trust.restricts() && state.guarded()) {
      files.write(state.withGuarded(false));
      files.write(trust);
    } else {
      files.write(trust);
    }
  }
}
