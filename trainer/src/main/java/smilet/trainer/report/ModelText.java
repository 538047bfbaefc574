package smilet.trainer.report;

import java.util.Locale;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;

/** Parts of a model in words. */
public final class ModelText {
  private ModelText() {}

  /** What kind of layer it is, for example "convolution 3x3, stride 2". */
  public static String kind(Layer layer) {
    return switch (layer) {
      case Dense _ -> "dense";
      case Convolution convolution ->
          String.format(
              Locale.ROOT,
              "convolution %dx%d, stride %d",
              convolution.kernel(),
              convolution.kernel(),
              convolution.stride());
    };
  }

  /** How often the layers run for one answer. */
  public static String answers(Model model) {
    return model.mirrored()
        ? "the mean over a frame and its mirror image; all layers run twice per frame"
        : "all layers run once per frame";
  }
}
