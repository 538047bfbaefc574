package smilet.shared.store;

import java.time.Instant;
import java.util.Comparator;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Signature;

/**
 * How new a signed model is. Versions decide; the signing time, which depends on a clock, decides
 * only between models that were signed by an early Smilet and have no version.
 *
 * @param version 0 for a model without one
 * @param signedAtEpochSeconds when it was signed
 */
record SignedVersion(int version, long signedAtEpochSeconds) implements Comparable<SignedVersion> {
  /** Nothing was signed. */
  static final SignedVersion NONE = new SignedVersion(0, Long.MIN_VALUE);

  private static final Comparator<SignedVersion> ORDER =
      Comparator.comparingInt(SignedVersion::version)
          .thenComparingLong(signed -> signed.version > 0 ? 0 : signed.signedAtEpochSeconds);

  static SignedVersion of(ModelFile file) {
    return new SignedVersion(
        file.version(), file.signature().map(Signature::signedAtEpochSeconds).orElse(0L));
  }

  @Override
  public int compareTo(SignedVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    if (version > 0) {
      return "version " + version;
    }
    // An Instant covers a smaller range than a long does.
    long seconds =
        Math.clamp(
            signedAtEpochSeconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
    return "signed at " + Instant.ofEpochSecond(seconds);
  }
}
