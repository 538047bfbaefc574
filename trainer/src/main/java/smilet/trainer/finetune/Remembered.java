package smilet.trainer.finetune;

import smilet.shared.faces.FacePainter;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.random.Seeds;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DrawnFaces;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.Predictions;

/**
 * What a model and the one made from it say to drawn faces of other people: how much of what it
 * could do it still can. Drawn faces are always at hand.
 *
 * @param faces how many
 * @param before the area under the ROC curve of the base model
 * @param after that of the tuned model
 */
public record Remembered(int faces, double before, double after) {
  private static final int FACES = 400;
  private static final FrameFormat FORMAT = new FrameFormat(64, 64, 8);

  /** Draws the faces and judges both models on them. */
  public static Remembered of(ModelFile base, ModelFile tuned) {
    Dataset faces = draw();
    return new Remembered(
        FACES,
        Evaluation.of(Predictions.of(base.model(), faces)).auc(),
        Evaluation.of(Predictions.of(tuned.model(), faces)).auc());
  }

  /** How much the area has become smaller. */
  public double lost() {
    return before - after;
  }

  private static Dataset draw() {
    Dataset.Collector collector = new Dataset.Collector(FACES);
    Frame frame = new Frame(FORMAT);
    for (int i = 0; i < FACES; i++) {
      int person = i / DrawnFaces.FACES_PER_PERSON;
      FacePainter painter = new FacePainter(Seeds.mix(1, Seeds.DRAWN_FACES, person));
      painter.turn(Seeds.mix(1, Seeds.DRAWN_FACES, i));
      double mouth =
          2.0 * (i % DrawnFaces.FACES_PER_PERSON) / (DrawnFaces.FACES_PER_PERSON - 1) - 1;
      painter.paint(frame, mouth);
      collector.put(i, "drawn " + i, mouth >= FacePainter.SMILE_FROM, person, frame);
    }
    return collector.finish();
  }
}
