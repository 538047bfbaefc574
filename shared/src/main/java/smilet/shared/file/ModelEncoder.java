package smilet.shared.file;

import smilet.shared.frame.Frame;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Model;

/** Writes the contents of a smile model's file, as package-info describes them. */
final class ModelEncoder {
  /** The version of a model that classifies each frame once. */
  static final int PLAIN_VERSION = 1;

  /** Adds mirrored models. A model is written in the oldest version that can express it. */
  static final int MIRRORED_VERSION = 2;

  /** Adds convolutions without padding, and face finders. */
  static final int FINDER_VERSION = 3;

  static final int KIND_SMILE = 1;
  static final int KIND_FINDER = 2;

  private ModelEncoder() {}

  static int code(Normalisation normalisation) {
    return switch (normalisation) {
      case NONE -> 0;
      case CONTRAST -> 1;
    };
  }

  /** The header and the contents. */
  static BitWriter write(ModelFile file) {
    Model model = file.model();
    int version = version(model);
    BitWriter out = Envelope.begin(version);
    if (version >= FINDER_VERSION) {
      out.put(KIND_SMILE, 8);
    }
    out.put(model.grid().width(), 8);
    out.put(model.grid().height(), 8);
    out.put(code(model.normalisation()), 8);
    if (version >= MIRRORED_VERSION) {
      out.put(model.mirrored() ? 1 : 0, 8);
    }
    out.put(file.thresholds().smileQ15(), 16);
    out.put(file.thresholds().notSmileQ15(), 16);
    new LayerWriter(out).write(model.layers());
    TrainingRecord.write(file.training(), out);
    out.put(file.goldenFrames().size(), 8);
    for (GoldenFrame golden : file.goldenFrames()) {
      out.put(golden.frame().format().width(), 8);
      out.put(golden.frame().format().height(), 8);
      pixels(golden.frame(), out);
      out.put(golden.logitQ16(), 32);
    }
    return out;
  }

  private static int version(Model model) {
    if (LayerWriter.hasUnpadded(model.layers())) {
      return FINDER_VERSION;
    }
    return model.mirrored() ? MIRRORED_VERSION : PLAIN_VERSION;
  }

  /** Writes the bits per pixel and the pixels. */
  static void pixels(Frame frame, BitWriter out) {
    int bits = frame.format().bits();
    out.put(bits, 8);
    for (char pixel : frame.pixels()) {
      out.put(pixel, bits);
    }
    out.align();
  }
}
