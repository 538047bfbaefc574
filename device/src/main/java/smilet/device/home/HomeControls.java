package smilet.device.home;

import java.io.IOException;

/** The device as a command of the broker changes it. */
public interface HomeControls {
  /** Stops looking until {@link #resume}. */
  void pause();

  /** Looks again. */
  void resume();

  /**
   * Makes the model before current again, as the store does it.
   *
   * @throws IOException if there is none, or it may not run
   */
  void goBack() throws IOException;
}
