package smilet.trainer.pipeline;

import java.util.ArrayList;
import java.util.List;
import smilet.shared.file.GoldenFrame;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Model;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Thumbnail;
import smilet.trainer.evaluate.Predictions;

/**
 * Chooses the golden frames of a model: the face with the highest logit, the one with the lowest,
 * the one nearest to 50 %, and a frame of a single pixel. Faces are shrunk to 12x12 pixels of 4
 * bits, which takes 72 bytes each, so that a model file of 4 KiB has room for them. They need no
 * detail, because a golden frame only checks that the device computes the same logit.
 */
final class GoldenFrames {
  private static final int SIDE = 12;
  private static final int BITS = 4;

  private GoldenFrames() {}

  static List<GoldenFrame> choose(Model model, Dataset data, int[] part, Predictions predictions) {
    int[] logits = predictions.logitsQ16();
    int highest = 0;
    int lowest = 0;
    int nearest = 0;
    for (int i = 1; i < logits.length; i++) {
      highest = logits[i] > logits[highest] ? i : highest;
      lowest = logits[i] < logits[lowest] ? i : lowest;
      nearest = Math.abs((long) logits[i]) < Math.abs((long) logits[nearest]) ? i : nearest;
    }
    Dataset.Reader reader = data.reader();
    List<GoldenFrame> golden = new ArrayList<>();
    for (int chosen : new int[] {highest, lowest, nearest}) {
      Frame frame = Thumbnail.of(reader.frame(part[chosen]), SIDE, BITS);
      golden.add(GoldenFrame.of(model, frame));
    }
    Frame flat = new Frame(new FrameFormat(1, 1, 1));
    golden.add(GoldenFrame.of(model, flat));
    return golden;
  }
}
