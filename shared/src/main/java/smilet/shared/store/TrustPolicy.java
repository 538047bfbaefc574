package smilet.shared.store;

import java.util.Optional;
import java.util.Set;
import smilet.shared.file.ModelFile;
import smilet.shared.file.VerificationKey;
import smilet.shared.trust.KeyRing;

/**
 * Whose models a caller accepts and runs. A store remembers the policy of the first caller that has
 * one. From then on it accepts only what its own policy allows, whoever calls; the policy of a
 * caller can only narrow that.
 *
 * @param ring the trusted keys; if there are none, signatures do not matter
 * @param kind the kind of device that models must be for; any if empty
 */
public record TrustPolicy(KeyRing ring, Optional<String> kind) {
  /** Accepts every complete model. */
  public static final TrustPolicy ANYONE = new TrustPolicy(KeyRing.NONE, Optional.empty());

  public TrustPolicy {
    kind.ifPresent(ModelFile::requireKind);
  }

  /** Trusts some keys, for any kind of device. */
  public TrustPolicy(Set<VerificationKey> keys) {
    this(new KeyRing(keys, Set.of()), Optional.empty());
  }

  /** Whether it accepts every complete model. */
  public boolean acceptsAnyone() {
    return ring.isEmpty() && kind.isEmpty();
  }
}
