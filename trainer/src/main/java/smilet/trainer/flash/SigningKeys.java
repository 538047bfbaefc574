package smilet.trainer.flash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import smilet.shared.error.FileError;
import smilet.shared.file.FinderFile;
import smilet.shared.file.ModelFile;
import smilet.shared.file.VerificationKey;
import smilet.shared.trust.KeyList;
import smilet.shared.trust.KeyRing;

/**
 * An Ed25519 key pair in two files: NAME.key is the private key in PKCS #8 PEM, as OpenSSL reads
 * it, and only its owner may read the file; NAME.pub is the public key in hexadecimal, for the
 * devices.
 */
public final class SigningKeys {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
  private static final String END = "\n-----END PRIVATE KEY-----\n";

  private final PrivateKey privateKey;
  private final VerificationKey publicKey;

  private final Optional<String> warning;

  private SigningKeys(PrivateKey privateKey, VerificationKey publicKey, Optional<String> warning) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.warning = warning;
  }

  /**
   * Makes a pair and writes both files.
   *
   * @throws IOException if a file exists already or cannot be written
   */
  public static SigningKeys create(Path name) throws IOException {
    KeyPair pair;
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java since version 15 has Ed25519", impossible);
    }
    SigningKeys keys =
        new SigningKeys(pair.getPrivate(), VerificationKey.of(pair.getPublic()), Optional.empty());
    Path secret = withEnding(name, ".key");
    Path open = withEnding(name, ".pub");
    if (Files.exists(secret) || Files.exists(open)) {
      throw new IOException(
          "%s or %s exists already; choose another name, or remove them".formatted(secret, open));
    }
    try {
      Files.createFile(
          secret,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(secret, pem(keys.privateKey));
      Files.writeString(open, keys.publicKey.hex() + "\n", StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException raced) {
      throw new IOException(raced.getMessage() + " exists already; choose another name", raced);
    } catch (IOException fault) {
      Files.deleteIfExists(secret);
      Files.deleteIfExists(open);
      throw new FileError("cannot write", secret, fault);
    }
    return keys;
  }

  /**
   * Reads NAME.key and NAME.pub.
   *
   * @param key the name, with or without one of the two endings
   * @throws IOException if a file cannot be read or holds no key
   */
  public static SigningKeys read(Path key) throws IOException {
    Path secret = privateFile(key);
    Path open = publicFile(key);
    VerificationKey publicKey;
    try {
      publicKey = new VerificationKey(text(open).strip());
    } catch (IllegalArgumentException notHex) {
      throw new IOException(open + ": " + notHex.getMessage(), notHex);
    }
    try {
      return new SigningKeys(privateKey(text(secret)), publicKey, warningOf(secret));
    } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
      throw new IOException(
          secret + " is not an Ed25519 private key in PEM, as smilet keys writes it", notOurs);
    }
  }

  /** The file with the private key of a name that {@link #read} takes. */
  public static Path privateFile(Path key) {
    return withEnding(plain(key), ".key");
  }

  /** The file with the public key of a name that {@link #read} takes. */
  public static Path publicFile(Path key) {
    return withEnding(plain(key), ".pub");
  }

  /** The file with the last version that a key signed, see {@link LastVersion}. */
  public static Path versionFile(Path key) {
    return withEnding(plain(key), ".version");
  }

  private static Path plain(Path key) {
    return key.resolveSibling(key.getFileName().toString().replaceFirst("\\.(key|pub)$", ""));
  }

  private static Optional<String> warningOf(Path secret) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(secret, PosixFileAttributeView.class);
    boolean open =
        view != null
            && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
    return open
        ? Optional.of(
            "warning: everybody on this computer can read the secret key %s: chmod 600 %s"
                .formatted(secret, secret))
        : Optional.empty();
  }

  /** What is wrong with the file of the private key, if others can read it. */
  public Optional<String> warning() {
    return warning;
  }

  /**
   * Signs a list of keys.
   *
   * @throws IllegalArgumentException if the two keys are not a pair
   */
  public KeyList sign(int version, KeyRing ring) {
    return signed(() -> KeyList.sign(version, ring, privateKey, publicKey));
  }

  /** The public key, which devices are told to trust. */
  public VerificationKey publicKey() {
    return publicKey;
  }

  /**
   * Signs a model.
   *
   * @throws IllegalArgumentException if the two keys are not a pair
   */
  public ModelFile sign(ModelFile model, long epochSeconds) {
    return signed(() -> model.signed(privateKey, publicKey, epochSeconds));
  }

  /**
   * Signs a face finder.
   *
   * @throws IllegalArgumentException if the two keys are not a pair
   */
  public FinderFile sign(FinderFile finder, long epochSeconds) {
    return signed(() -> finder.signed(privateKey, publicKey, epochSeconds));
  }

  /** Signs something. */
  private interface Signing<T> {
    T sign() throws GeneralSecurityException;
  }

  private static <T> T signed(Signing<T> signing) {
    try {
      return signing.sign();
    } catch (GeneralSecurityException noEd25519) {
      throw new IllegalArgumentException(
          "the key cannot sign: " + noEd25519.getMessage(), noEd25519);
    }
  }

  private static String pem(PrivateKey key) {
    return BEGIN
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + END;
  }

  private static PrivateKey privateKey(String pem)
      throws NoSuchAlgorithmException, InvalidKeySpecException {
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END.strip());
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("no PEM block");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
    return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static String text(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(1 << 14), StandardCharsets.US_ASCII);
    } catch (IOException fault) {
      throw new FileError("cannot read", file, fault);
    }
  }

  private static Path withEnding(Path name, String ending) {
    return name.resolveSibling(name.getFileName() + ending);
  }
}
