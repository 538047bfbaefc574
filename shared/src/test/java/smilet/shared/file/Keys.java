package smilet.shared.file;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

/** Key pairs for tests. */
public final class Keys {
  /** A pair made once for this run. */
  public static final KeyPair OURS = pair();

  /** Another. */
  public static final KeyPair THEIRS = pair();

  private Keys() {}

  /** The file signed with {@link #OURS}. */
  public static ModelFile sign(ModelFile file, long epochSeconds) throws GeneralSecurityException {
    return sign(file, OURS, epochSeconds);
  }

  public static ModelFile sign(ModelFile file, KeyPair keys, long epochSeconds)
      throws GeneralSecurityException {
    return file.signed(keys.getPrivate(), VerificationKey.of(keys.getPublic()), epochSeconds);
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java since 15 has Ed25519", impossible);
    }
  }
}
