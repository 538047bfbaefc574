package smilet.shared.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import smilet.shared.finder.Detections;
import smilet.shared.finder.Finder;
import smilet.shared.frame.Frame;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;

/**
 * What the file of a face finder holds. As with a {@link ModelFile}, the same contents always give
 * the same bytes, and a decoded file encodes to the bytes that it was read from.
 *
 * @param finder the numbers, within the limits of {@link smilet.shared.model.ModelSize}
 * @param training how the finder was trained, key to value, under the rules of {@link ModelFile}
 * @param goldenPictures pictures and their exact faces, at most {@value #MAX_GOLDEN_PICTURES}
 * @param signature the signer, if the file is signed
 */
public record FinderFile(
    Finder finder,
    SortedMap<String, String> training,
    List<GoldenPicture> goldenPictures,
    Optional<Signature> signature) {
  /** More golden pictures than any file needs. */
  public static final int MAX_GOLDEN_PICTURES = 4;

  public FinderFile {
    finder.window().size().requireWithinLimits();
    training = TrainingRecord.checked(training);
    goldenPictures = List.copyOf(goldenPictures);
    if (goldenPictures.size() > MAX_GOLDEN_PICTURES) {
      throw new IllegalArgumentException(
          "golden pictures must be at most 4, were " + goldenPictures.size());
    }
  }

  /** A file without a signature. */
  public FinderFile(
      Finder finder, Map<String, String> training, List<GoldenPicture> goldenPictures) {
    this(finder, new TreeMap<>(training), goldenPictures, Optional.empty());
  }

  /**
   * Reads a whole file. A signature in it is valid; the caller decides whether its key is trusted.
   *
   * @throws MalformedModelException if the bytes are not a finder that this program can run
   */
  public static FinderFile decode(byte[] bytes) throws MalformedModelException {
    BitReader in = Envelope.open(bytes);
    FinderFile file;
    try {
      file = contents(bytes, in);
    } catch (IllegalArgumentException outOfRange) {
      throw new MalformedModelException(in.offset(), outOfRange.getMessage(), outOfRange);
    }
    ModelDecoder.requireCanonical(bytes, file.encode());
    return file;
  }

  /** Whether bytes begin as the file of a finder does; they need not be a valid one. */
  public static boolean isFinder(byte[] bytes) {
    int kind = Envelope.HEADER_BYTES;
    return bytes.length > kind
        && Arrays.mismatch(bytes, Envelope.MAGIC) == Envelope.MAGIC.length
        && bytes[Envelope.MAGIC.length + 1] >= ModelEncoder.FINDER_VERSION
        && bytes[kind] == ModelEncoder.KIND_FINDER;
  }

  /** Reads a file from the disk, at most {@value ModelFile#MAX_BYTES} bytes. */
  public static FinderFile read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return decode(ModelFile.readLimited(in));
    }
  }

  /** The file's bytes. */
  public byte[] encode() {
    return Envelope.close(write(), signature);
  }

  /** The SHA-256 that closes the file, as 64 hexadecimal digits. */
  public String contentHash() {
    return Envelope.contentHash(encode());
  }

  /** The golden pictures in which this machine finds other faces than the file promises. */
  public List<GoldenPicture> failingGoldenPictures() {
    return goldenPictures.stream().filter(golden -> !golden.holds(finder)).toList();
  }

  /**
   * Returns the same contents with a new signature, which replaces an old one.
   *
   * @throws GeneralSecurityException if the key cannot sign with Ed25519
   * @throws IllegalArgumentException if the two keys are not a pair
   */
  public FinderFile signed(PrivateKey privateKey, VerificationKey key, long epochSeconds)
      throws GeneralSecurityException {
    return new FinderFile(
        finder,
        training,
        goldenPictures,
        Optional.of(Envelope.sign(write(), privateKey, key, epochSeconds)));
  }

  private BitWriter write() {
    BitWriter out = Envelope.begin(ModelEncoder.FINDER_VERSION);
    out.put(ModelEncoder.KIND_FINDER, 8);
    out.put(finder.side(), 8);
    out.put(finder.thresholdQ16(), 32);
    new LayerWriter(out).write(finder.window().layers());
    TrainingRecord.write(training, out);
    out.put(goldenPictures.size(), 8);
    for (GoldenPicture golden : goldenPictures) {
      out.put(golden.frame().format().width(), 16);
      out.put(golden.frame().format().height(), 16);
      ModelEncoder.pixels(golden.frame(), out);
      out.put(golden.smallestSide(), 16);
      out.put(golden.faces().size(), 8);
      for (GoldenPicture.Face face : golden.faces()) {
        out.put(face.x(), 16);
        out.put(face.y(), 16);
        out.put(face.side(), 16);
        out.put(face.scoreQ16(), 32);
      }
    }
    return out;
  }

  private static FinderFile contents(byte[] bytes, BitReader in) throws MalformedModelException {
    int version = Envelope.version(in);
    if (version < ModelEncoder.FINDER_VERSION
        || in.unsignedByte("kind") != ModelEncoder.KIND_FINDER) {
      throw new MalformedModelException(in.offset(), "a smile model, not a face finder");
    }
    int side = in.unsignedByte("window");
    int thresholdQ16 = (int) in.signed(32, "threshold");
    Grid grid = new Grid(side, side);
    List<Layer> layers = new LayerReader(in).read(grid);
    Finder finder = new Finder(new Model(grid, Normalisation.CONTRAST, layers), thresholdQ16);
    SortedMap<String, String> training = TrainingRecord.read(in);
    List<GoldenPicture> golden = goldenPictures(in);
    return new FinderFile(finder, training, golden, Envelope.signature(bytes, in));
  }

  private static List<GoldenPicture> goldenPictures(BitReader in) throws MalformedModelException {
    int count = in.unsignedByte("golden picture count");
    List<GoldenPicture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int width = in.unsignedShort("golden picture width");
      int height = in.unsignedShort("golden picture height");
      Frame frame = ModelDecoder.pixels(in, width, height);
      int smallestSide = in.unsignedShort("smallest face");
      int faceCount = in.unsignedByte("golden face count");
      if (faceCount > Detections.CAPACITY) {
        throw new MalformedModelException(in.offset() - 1, "too many faces: " + faceCount);
      }
      List<GoldenPicture.Face> faces = new ArrayList<>();
      for (int face = 0; face < faceCount; face++) {
        faces.add(
            new GoldenPicture.Face(
                in.unsignedShort("face's x"),
                in.unsignedShort("face's y"),
                in.unsignedShort("face's side"),
                (int) in.signed(32, "face's score")));
      }
      pictures.add(new GoldenPicture(frame, smallestSide, faces));
    }
    return pictures;
  }
}
