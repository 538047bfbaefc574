package smilet.device.supply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Classifier;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;

/** A model of one pixel that takes bright for a smile: 255 is 99.8 %, 129 is 50 %, 0 is 0.2 %. */
public final class BrightnessModel {
  public static final FrameFormat FORMAT = new FrameFormat(1, 1, 8);
  public static final int SMILE = 255;
  public static final int UNSURE = 129;
  public static final int NO_SMILE = 0;

  private BrightnessModel() {}

  /** The file; another {@code bias} gives another file with nearly the same logits. */
  public static ModelFile file(int bias) {
    Dense dense = new Dense(new Shape(1, 1, 1), new byte[] {127}, -127 * 64 + bias, 49, 0);
    Model model = new Model(new Grid(1, 1), Normalisation.NONE, List.of(dense));
    return new ModelFile(model, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of());
  }

  public static LoadedModel loaded(int bias) {
    ModelFile file = file(bias);
    return new LoadedModel(
        file.contentHash(),
        new Classifier(file.model(), FORMAT),
        file.thresholds(),
        100,
        Optional.empty());
  }
}
