package smilet.shared.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Model;
import smilet.shared.model.Thresholds;

/**
 * Reads the layout that package-info describes. The checks come in the order that says most about a
 * bad file: is it a model, is its version known, is it complete, is it undamaged, are its values in
 * range. Memory is allocated only for values that the file really holds.
 */
final class ModelDecoder {
  private final byte[] bytes;
  private final BitReader in;

  private ModelDecoder(byte[] bytes) throws MalformedModelException {
    this.bytes = bytes;
    this.in = Envelope.open(bytes);
  }

  static ModelFile decode(byte[] bytes) throws MalformedModelException {
    ModelDecoder decoder = new ModelDecoder(bytes);
    ModelFile file;
    try {
      file = decoder.contents();
    } catch (IllegalArgumentException outOfRange) {
      throw new MalformedModelException(decoder.in.offset(), outOfRange.getMessage(), outOfRange);
    }
    requireCanonical(bytes, file.encode());
    return file;
  }

  static void requireCanonical(byte[] bytes, byte[] encoded) throws MalformedModelException {
    int difference = Arrays.mismatch(bytes, encoded);
    if (difference >= 0) {
      throw new MalformedModelException(
          difference, "the contents are not encoded as this format requires");
    }
  }

  private ModelFile contents() throws MalformedModelException {
    int version = Envelope.version(in);
    if (version >= ModelEncoder.FINDER_VERSION) {
      requireSmileModel();
    }
    Grid grid = new Grid(in.unsignedByte("grid width"), in.unsignedByte("grid height"));
    Normalisation normalisation = normalisation();
    boolean mirrored = version >= ModelEncoder.MIRRORED_VERSION && mirrored(version);
    Thresholds thresholds =
        new Thresholds(
            in.unsignedShort("smile threshold"), in.unsignedShort("not-smile threshold"));
    Model model = new Model(grid, normalisation, mirrored, new LayerReader(in).read(grid));
    SortedMap<String, String> training = TrainingRecord.read(in);
    List<GoldenFrame> goldenFrames = goldenFrames();
    Optional<Signature> signature = Envelope.signature(bytes, in);
    return new ModelFile(model, thresholds, training, goldenFrames, signature);
  }

  private void requireSmileModel() throws MalformedModelException {
    int kind = in.unsignedByte("kind");
    if (kind != ModelEncoder.KIND_SMILE) {
      throw new MalformedModelException(
          in.offset() - 1,
          kind == ModelEncoder.KIND_FINDER
              ? "a face finder, not a smile model"
              : "there is no kind " + kind);
    }
  }

  private Normalisation normalisation() throws MalformedModelException {
    int code = in.unsignedByte("normalisation");
    for (Normalisation normalisation : Normalisation.values()) {
      if (ModelEncoder.code(normalisation) == code) {
        return normalisation;
      }
    }
    throw new MalformedModelException(in.offset() - 1, "there is no normalisation " + code);
  }

  private boolean mirrored(int version) throws MalformedModelException {
    int flag = in.unsignedByte("mirrored");
    if (flag != 1 && (flag != 0 || version < ModelEncoder.FINDER_VERSION)) {
      throw new MalformedModelException(in.offset() - 1, "mirrored must be 1, was " + flag);
    }
    return flag == 1;
  }

  private List<GoldenFrame> goldenFrames() throws MalformedModelException {
    int count = in.unsignedByte("golden frame count");
    List<GoldenFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int width = in.unsignedByte("golden frame width");
      int height = in.unsignedByte("golden frame height");
      Frame frame = pixels(in, width, height);
      frames.add(new GoldenFrame(frame, (int) in.signed(32, "golden logit")));
    }
    return frames;
  }

  /** Reads the bits per pixel and the pixels. */
  static Frame pixels(BitReader in, int width, int height) throws MalformedModelException {
    FrameFormat format = new FrameFormat(width, height, in.unsignedByte("golden frame bits"));
    in.require(format.pixelCount(), format.bits(), "golden frame");
    Frame frame = new Frame(format);
    char[] pixels = frame.pixels();
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = (char) in.unsigned(format.bits(), "golden frame");
    }
    in.align();
    return frame;
  }
}
