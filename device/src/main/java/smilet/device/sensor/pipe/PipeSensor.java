package smilet.device.sensor.pipe;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import smilet.device.clock.Clock;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * Frames from a pipe: from a camera command, or from standard input. They are read on a thread of
 * their own, and the newest whole frame is kept; so what is classified is never late, and capturing
 * only copies.
 *
 * <p>A camera command that ended is started again; so is one whose frames take longer than the
 * limits of the settings, after it was ended. The end of standard input is the end of the sensor.
 */
public final class PipeSensor implements Sensor {
  private final PipeSettings settings;
  private final NewestFrame newest;

  /** Empty if the frames come from standard input. */
  private final Optional<CameraProcess> camera;

  /** Begins to read at once; frames arrive later. */
  public PipeSensor(PipeSettings settings, InputStream standardInput, Clock clock) {
    this.settings = settings;
    this.newest = new NewestFrame(settings, clock);
    this.camera = settings.command().map(command -> new CameraProcess(command, newest));
    if (camera.isEmpty()) {
      newest.expectFrames();
      Thread.ofPlatform().daemon().name("standard-input").start(() -> read(standardInput));
    }
  }

  private void read(InputStream standardInput) {
    String reason = "";
    try {
      newest.putAll(standardInput);
    } catch (IOException e) {
      reason = " (" + e.getMessage() + ")";
    }
    newest.end("standard input ended" + reason + "; start again to go on");
  }

  @Override
  public FrameFormat format() {
    return settings.format();
  }

  /** Never waits, neither for a frame nor for the camera command. */
  @Override
  public boolean capture(Frame frame) throws SensorException {
    String overdue =
        camera.isPresent() ? CameraProcess.NO_FRAMES : "no frames come in on standard input";
    if (newest.failIfOverdue(overdue)) {
      camera.ifPresent(CameraProcess::restart);
    }
    return newest.take(frame);
  }

  /** How many whole frames were replaced by a newer one before they were captured. */
  public long dropped() {
    return newest.dropped();
  }

  /** How often the camera command was started. */
  int starts() {
    return camera.map(CameraProcess::starts).orElse(0);
  }

  /**
   * Ends the camera command with all that it started, first with SIGTERM, then with SIGKILL. Waits
   * for that end for half a second at most.
   */
  @Override
  public void close() {
    camera.ifPresent(CameraProcess::close);
  }
}
