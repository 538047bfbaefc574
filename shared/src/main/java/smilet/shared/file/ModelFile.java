package smilet.shared.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import smilet.shared.drift.FamiliarRange;
import smilet.shared.frame.Grid;
import smilet.shared.model.Model;
import smilet.shared.model.Thresholds;

/**
 * What a model file holds. The same contents always give the same bytes: a file holds no time stamp
 * and nothing random.
 *
 * @param model the numbers, within the limits of {@link smilet.shared.model.ModelSize}
 * @param thresholds the percentages at which the answer changes
 * @param training how the model was trained, key to value; keys and values contain no control
 *     character, keys no "=", and all together take at most 65535 bytes. Three keys have a meaning:
 *     {@value #FOR}, {@value #VERSION} and {@value #CROP}
 * @param goldenFrames frames and their exact logits, at most {@value #MAX_GOLDEN_FRAMES}
 * @param signature the signer, if the file is signed
 */
public record ModelFile(
    Model model,
    Thresholds thresholds,
    SortedMap<String, String> training,
    List<GoldenFrame> goldenFrames,
    Optional<Signature> signature) {
  /** The largest file, 1 MiB. Nothing longer is ever read into memory. */
  public static final int MAX_BYTES = 1 << 20;

  /** More golden frames than any file needs. */
  public static final int MAX_GOLDEN_FRAMES = 16;

  /** The key of the kind of device that the model is for. */
  public static final String FOR = "for";

  /** The key of the version, which signing sets. */
  public static final String VERSION = "version";

  /** The key of the crop that the model expects around a found face. */
  public static final String CROP = "crop";

  /**
   * The crop of a model that names none: the pictures that Smilet's models are trained on show this
   * much around what its finders find.
   */
  public static final int USUAL_CROP_PERCENT = 114;

  /** The smallest crop, in percent. */
  public static final int LEAST_CROP = 50;

  /** The largest crop, in percent. */
  public static final int MOST_CROP = 300;

  /** The highest version of a model. */
  public static final int MAX_VERSION = 1_000_000_000;

  /** The longest name of a kind of device. */
  private static final int MAX_KIND_CHARACTERS = 64;

  /** The newest version that this program writes and reads. */
  public static final int FORMAT_VERSION = ModelEncoder.FINDER_VERSION;

  public ModelFile {
    model.size().requireWithinLimits();
    training = TrainingRecord.checked(training);
    Optional.ofNullable(training.get(FOR)).ifPresent(ModelFile::requireKind);
    version(training);
    crop(training);
    goldenFrames = List.copyOf(goldenFrames);
    if (goldenFrames.size() > MAX_GOLDEN_FRAMES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "golden frames must be at most %d, were %d",
              MAX_GOLDEN_FRAMES,
              goldenFrames.size()));
    }
  }

  /** A file without a signature. */
  public ModelFile(
      Model model,
      Thresholds thresholds,
      Map<String, String> training,
      List<GoldenFrame> goldenFrames) {
    this(model, thresholds, new TreeMap<>(training), goldenFrames, Optional.empty());
  }

  /**
   * Reads a whole file. The result holds all of the content: {@code decode(b).encode()} equals
   * {@code b}. A signature in it is valid; the caller decides whether its key is trusted.
   *
   * @throws MalformedModelException if the bytes are not a model this program can run
   */
  public static ModelFile decode(byte[] bytes) throws MalformedModelException {
    return ModelDecoder.decode(bytes);
  }

  /** Reads a file from the disk, at most {@value #MAX_BYTES} bytes. */
  public static ModelFile read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return decode(readLimited(in));
    }
  }

  /**
   * Reads a file's bytes from a stream up to its end.
   *
   * @throws MalformedModelException if there are more than {@value #MAX_BYTES} bytes
   */
  public static byte[] readLimited(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new MalformedModelException(MAX_BYTES, "larger than " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  /**
   * The file's bytes.
   *
   * @throws IllegalStateException if there would be more than {@value #MAX_BYTES}
   */
  public byte[] encode() {
    byte[] bytes = Envelope.close(ModelEncoder.write(this), signature);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a model file has at most %d bytes, this one would have %d",
              MAX_BYTES,
              bytes.length));
    }
    return bytes;
  }

  /** The SHA-256 that closes the file, as 64 hexadecimal digits: the model's name in a store. */
  public String contentHash() {
    return Envelope.contentHash(encode());
  }

  /** Whether a sensor has enough pixels: at least as many columns and rows as the model's grid. */
  public boolean fits(Grid sensor) {
    Grid grid = model.grid();
    return grid.width() <= sensor.width() && grid.height() <= sensor.height();
  }

  /** The golden frames for which this machine computes another logit than the file promises. */
  public List<GoldenFrame> failingGoldenFrames() {
    return goldenFrames.stream().filter(golden -> !golden.holds(model)).toList();
  }

  /**
   * Returns the same content with a new signature, which replaces an old one. Ed25519 signatures
   * are deterministic: the same content, key and time give the same bytes.
   *
   * @throws GeneralSecurityException if the key cannot sign with Ed25519
   * @throws IllegalArgumentException if the two keys are not a pair
   */
  public ModelFile signed(PrivateKey privateKey, VerificationKey key, long epochSeconds)
      throws GeneralSecurityException {
    return new ModelFile(
        model,
        thresholds,
        training,
        goldenFrames,
        Optional.of(Envelope.sign(ModelEncoder.write(this), privateKey, key, epochSeconds)));
  }

  /** The kind of device that the model is for, in the words of who made it. */
  public Optional<String> madeFor() {
    return Optional.ofNullable(training.get(FOR));
  }

  /** The same model, not signed, for a kind of device. */
  public ModelFile madeFor(String kind) {
    return recorded(FOR, kind);
  }

  /** The version, 1 to {@value #MAX_VERSION}; 0 if the model has none. */
  public int version() {
    return version(training);
  }

  /** The same model, not signed, with a version. */
  public ModelFile withVersion(int version) {
    return recorded(VERSION, String.valueOf(version));
  }

  /**
   * The side of the square crop that the model expects around a found face, in percent of the side
   * of the face's box; both have the same middle.
   */
  public int cropPercent() {
    return crop(training);
  }

  /** The same model, not signed, which says what it has met. */
  public ModelFile withFamiliarRange(FamiliarRange range) {
    return recorded(FamiliarRange.KEY, range.text());
  }

  /** The same model, not signed, with another crop. */
  public ModelFile withCrop(int percent) {
    return recorded(CROP, String.valueOf(percent));
  }

  /** What the model has met, if its file says so. */
  public Optional<FamiliarRange> familiarRange() {
    return Optional.ofNullable(training.get(FamiliarRange.KEY)).flatMap(FamiliarRange::parse);
  }

  private static int crop(Map<String, String> training) {
    String text = training.getOrDefault(CROP, String.valueOf(USUAL_CROP_PERCENT));
    if (!text.matches("[1-9][0-9]{1,2}")
        || Integer.parseInt(text) < LEAST_CROP
        || Integer.parseInt(text) > MOST_CROP) {
      throw new IllegalArgumentException(
          "the crop of a model must be 50 to 300 percent, was \"" + text + "\"");
    }
    return Integer.parseInt(text);
  }

  private ModelFile recorded(String key, String value) {
    SortedMap<String, String> record = new TreeMap<>(training);
    record.put(key, value);
    return new ModelFile(model, thresholds, record, goldenFrames, Optional.empty());
  }

  private static int version(Map<String, String> training) {
    String text = training.get(VERSION);
    if (text == null) {
      return 0;
    }
    if (!text.matches("[1-9][0-9]{0,9}") || Long.parseLong(text) > MAX_VERSION) {
      throw new IllegalArgumentException(
          "the version of a model must be 1 to " + MAX_VERSION + ", was \"" + text + "\"");
    }
    return Integer.parseInt(text);
  }

  /**
   * Requires a name for a kind of device.
   *
   * @return the name
   * @throws IllegalArgumentException if it is blank, too long or has control characters
   */
  public static String requireKind(String kind) {
    if (kind.isBlank() || kind.length() > MAX_KIND_CHARACTERS || TrainingRecord.hasControl(kind)) {
      throw new IllegalArgumentException(
          "the kind of device must be 1 to "
              + MAX_KIND_CHARACTERS
              + " characters, was \""
              + kind
              + "\"");
    }
    return kind;
  }
}
