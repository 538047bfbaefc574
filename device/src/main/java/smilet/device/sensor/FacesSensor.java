package smilet.device.sensor;

import smilet.device.clock.Clock;
import smilet.shared.faces.FacePainter;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * Drawn faces instead of a sensor, to try everything with no hardware: a person goes from a frown
 * to a grin and back in {@value #SMILE_FRAMES} frames, then another person follows. The same seed
 * gives the same people.
 */
public final class FacesSensor implements Sensor {
  /** The format of every frame. */
  public static final FrameFormat FORMAT = new FrameFormat(64, 64, 8);

  /** The frames from one frown to the next. */
  private static final int SMILE_FRAMES = 120;

  private final Clock clock;
  private final long seed;
  private FacePainter person;
  private long frames;

  public FacesSensor(Clock clock, long seed) {
    this.clock = clock;
    this.seed = seed;
  }

  @Override
  public FrameFormat format() {
    return FORMAT;
  }

  @Override
  public boolean capture(Frame frame) {
    if (frames % SMILE_FRAMES == 0) {
      person = new FacePainter(seed + frames / SMILE_FRAMES);
    }
    double phase = (double) (frames % SMILE_FRAMES) / SMILE_FRAMES;
    frame.captureNanos(clock.nanoTime());
    person.paint(frame, -Math.cos(2 * Math.PI * phase));
    frames++;
    return true;
  }

  @Override
  public void close() {}
}
