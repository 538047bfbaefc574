package smilet.device.indicator;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/**
 * The live picture in a terminal, drawn in place by a thread of its own, at most {@value
 * #DRAWINGS_PER_SECOND} times per second. The loop only copies the reading, so a terminal that
 * stalls, over ssh or after Ctrl-S, never delays the LED.
 */
public final class LiveView implements Indicator {
  private static final int DRAWINGS_PER_SECOND = 15;
  private static final long PAINTER_END_MILLIS = 100;

  private final OutputStream out;
  private final Supplier<Grid> modelGrid;
  private final Supplier<ScreenSize> size;
  private final LivePicture picture;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Frame latestFrame;
  private final Frame drawnFrame;
  private final Thread painter = new Thread(this::paint, "live view");
  private final LiveState latest = new LiveState();
  private final LiveState drawn = new LiveState();
  private boolean dirty;
  private boolean off;

  /**
   * @param title the first line, about what runs
   * @param modelGrid gives the grid of the model that runs now
   * @param size gives the size of the terminal now
   */
  public LiveView(
      OutputStream out,
      String title,
      FrameFormat format,
      Supplier<Grid> modelGrid,
      Supplier<ScreenSize> size) {
    this.out = out;
    this.modelGrid = modelGrid;
    this.size = size;
    this.picture = new LivePicture(title, format);
    this.latestFrame = new Frame(format);
    this.drawnFrame = new Frame(format);
    painter.setDaemon(true);
    painter.start();
  }

  @Override
  public void show(Reading reading, Frame frame) {
    lock.lock();
    try {
      copy(frame, latestFrame);
      latest.show(reading);
      signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void fault(String message) {
    lock.lock();
    try {
      latest.fault(message);
      signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void event(LoopEvent kind, String message) {
    lock.lock();
    try {
      latest.event(message);
      signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void off() {
    lock.lock();
    try {
      if (off) {
        return;
      }
      latest.dark();
      off = true;
      signal();
    } finally {
      lock.unlock();
    }
    try {
      painter.join(PAINTER_END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program is ending anyway
    }
  }

  private static void copy(Frame from, Frame to) {
    to.reshape(from.format());
    to.copyFrom(from);
  }

  private void signal() {
    dirty = true;
    changed.signal();
  }

  private void paint() {
    try {
      boolean more = true;
      while (more) {
        more = awaitChange();
        picture.draw(drawn, drawnFrame, modelGrid.get(), size.get()).sendTo(out);
        if (more) {
          TimeUnit.MILLISECONDS.sleep(1000 / DRAWINGS_PER_SECOND);
        }
      }
      picture.end().sendTo(out);
    } catch (InterruptedException | IOException e) {
      // The terminal has gone. The loop goes on for the LED.
    }
  }

  /** Waits for a change and copies it; returns false if it is the last one. */
  private boolean awaitChange() throws InterruptedException {
    lock.lock();
    try {
      while (!dirty) {
        changed.await();
      }
      dirty = false;
      drawn.copyFrom(latest);
      copy(latestFrame, drawnFrame);
      return !off;
    } finally {
      lock.unlock();
    }
  }
}
