package smilet.device.scene;

import smilet.device.indicator.FaceReading;
import smilet.shared.frame.Frame;
import smilet.shared.model.Classifier;

/**
 * What is classified of the frames of one sensor: all of each frame, or the faces that are found in
 * it. Belongs to the loop's thread and allocates nothing per frame of the sensor's usual format.
 */
public interface Scene {
  /** Whether faces are looked for; then {@link #count()} may be 0 and every part has a place. */
  boolean looksForFaces();

  /** Looks at the next frame. */
  void look(Frame frame);

  /** How many parts of the frame are to be classified. */
  int count();

  /** A number that stays with a part from frame to frame. */
  long id(int i);

  /** Writes where a part is; only if faces are looked for. */
  void place(int i, FaceReading face);

  /**
   * Turns a part of the frame into a model's inputs.
   *
   * @param cropPercent the side of the square that the model expects around a found face, in
   *     percent of the side of the face's box
   */
  void normalise(int i, Frame frame, Classifier classifier, int cropPercent);

  /** Forgets what earlier frames have shown, because some are missing. */
  void reset();
}
