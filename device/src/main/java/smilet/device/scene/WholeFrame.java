package smilet.device.scene;

import smilet.device.indicator.FaceReading;
import smilet.shared.frame.Frame;
import smilet.shared.model.Classifier;

/** All of each frame, which one face fills. */
public final class WholeFrame implements Scene {
  @Override
  public boolean looksForFaces() {
    return false;
  }

  @Override
  public void look(Frame frame) {}

  @Override
  public int count() {
    return 1;
  }

  @Override
  public long id(int i) {
    return 0;
  }

  @Override
  public void place(int i, FaceReading face) {
    throw new UnsupportedOperationException("a whole frame has no place in itself");
  }

  @Override
  public void normalise(int i, Frame frame, Classifier classifier, int cropPercent) {
    classifier.normalise(frame);
  }

  @Override
  public void reset() {}
}
