package smilet.trainer.finder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smilet.shared.file.ModelFile;
import smilet.shared.finder.FaceCrop;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Classifier;
import smilet.trainer.evaluate.Predictions;

/**
 * How well a smile model does on the faces that a finder has found, as on a device, and on all
 * faces if somebody says where they are. The difference is what the finder costs.
 *
 * @param found answers to the labelled faces that the finder finds, at the boxes that it gives
 * @param given answers to all labelled faces, at their true boxes
 */
public record ChainEvaluation(Predictions found, Predictions given) {
  /**
   * Classifies the labelled faces of pictures.
   *
   * @param evaluation of a finder on these pictures
   * @param threshold the score from which on a box counts as a face
   * @return nothing if the found faces do not have both labels
   */
  public static Optional<ChainEvaluation> of(
      ModelFile model, FinderEvaluation evaluation, double threshold, List<Scene> scenes) {
    Answers found = new Answers(model);
    for (FinderEvaluation.Found one : evaluation.found()) {
      if (one.isFace() && one.score() >= threshold) {
        found.add(scenes.get(one.scene()), one.face(), one.box());
      }
    }
    Answers given = new Answers(model);
    for (Scene scene : scenes) {
      for (int face = 0; face < scene.faces().size(); face++) {
        given.add(scene, face, scene.faces().get(face));
      }
    }
    Predictions answers = found.predictions();
    boolean both = false;
    for (boolean smile : answers.smiles()) {
      both |= smile != answers.smiles()[0];
    }
    return both ? Optional.of(new ChainEvaluation(answers, given.predictions())) : Optional.empty();
  }

  private static final class Answers {
    private final ModelFile model;
    private final List<Integer> logitsQ16 = new ArrayList<>();
    private final List<Boolean> smiles = new ArrayList<>();
    private Classifier classifier; // of the format of the picture before
    private FrameFormat format;

    Answers(ModelFile model) {
      this.model = model;
    }

    /** Classifies a face at a box as a device does, if its label is known. */
    void add(Scene scene, int face, Box box) {
      Optional<Boolean> smile = scene.smiles().get(face);
      if (smile.isEmpty()) {
        return;
      }
      Frame picture = scene.picture();
      if (!picture.format().equals(format)) {
        format = picture.format();
        classifier = new Classifier(model.model(), format);
      }
      double longer = Math.max(box.width(), box.height());
      int boxSide = Math.toIntExact(Math.round(longer));
      int side = FaceCrop.side(boxSide, model.cropPercent());
      classifier.normalise(
          picture,
          FaceCrop.begin(begin(box.x(), box.width(), longer), boxSide, side),
          FaceCrop.begin(begin(box.y(), box.height(), longer), boxSide, side),
          side);
      logitsQ16.add(classifier.logitQ16());
      smiles.add(smile.get());
    }

    /** Where a square with the middle of a box begins. */
    private static int begin(double boxBegin, double length, double square) {
      return Math.toIntExact(Math.round(boxBegin + (length - square) / 2));
    }

    Predictions predictions() {
      int[] logits = logitsQ16.stream().mapToInt(Integer::intValue).toArray();
      boolean[] labels = new boolean[logits.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = smiles.get(i);
      }
      return new Predictions(logits, labels);
    }
  }
}
