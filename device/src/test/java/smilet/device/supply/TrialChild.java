package smilet.device.supply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import smilet.device.clock.Clock;
import smilet.device.clock.SystemClock;
import smilet.device.loop.SmileLoop;
import smilet.device.loop.Statistics;
import smilet.device.scene.WholeFrame;
import smilet.device.sensor.Sensor;
import smilet.shared.file.Disk;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.store.TrustPolicy;

/**
 * {@code TrialChild STORE STEP START}: a run from a store that stands still at each step from the
 * given one on, until its parent sends a line or kills it. Steps are the operations on the disk,
 * moments in the loading of a model, and frames. With START "flash" the model is taken up from a
 * running loop.
 */
final class TrialChild {
  private static final int FRAMES = 70;
  private static final int FRAMES_PER_SECOND = 100;
  private static final int FRAMES_PER_STEP = 10;
  private static final int CALLS_PER_STEP = 150;

  private final int first;
  private int steps;
  private volatile ModelHandover models;

  private TrialChild(int first) {
    this.first = first;
  }

  static void main(String[] args) throws Exception {
    new TrialChild(Integer.parseInt(args[1])).run(Path.of(args[0]), args[2].equals("flash"));
  }

  /** No thread gets past a step at which the process stands still. */
  private synchronized void step(String name) {
    if (steps++ >= first) {
      System.out.println("at " + name);
      System.out.flush();
      try {
        System.in.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void run(Path folder, boolean flash) throws Exception {
    ModelLocation location = new ModelLocation.Own(folder, TrustPolicy.ANYONE, folder);
    try (ModelSource source = new ModelSource(location, new SteppedDisk())) {
      ModelLoader loader =
          new ModelLoader(new SteppedClock(), BrightnessModel.FORMAT, 1_000_000_000L);
      models = new ModelHandover(source.first(loader));
      if (flash) {
        new ModelLocation.Own(folder, TrustPolicy.ANYONE, folder)
            .openStore()
            .install(BrightnessModel.file(1).encode());
      }
      SmileLoop loop =
          new SmileLoop(
              new SystemClock(),
              FRAMES_PER_SECOND,
              new SteppedSensor(),
              new WholeFrame(),
              models,
              1,
              List.of(),
              new Statistics(),
              _ -> {});
      source.startWatch(loader, models);
      loop.run(flash ? 2 * FRAMES : FRAMES, Long.MAX_VALUE);
      source.endsInOrder();
    }
    System.out.println("end");
  }

  private final class SteppedDisk implements Disk {
    @Override
    public void write(Path file, byte[] content) throws IOException {
      step("write");
      Disk.REAL.write(file, content);
    }

    @Override
    public void sync(Path fileOrFolder) throws IOException {
      step("sync");
      Disk.REAL.sync(fileOrFolder);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      step("rename");
      Disk.REAL.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
      step("delete");
      Disk.REAL.delete(file);
    }
  }

  /** The loader's clock: it is read before and after each frame of the warm-up. */
  private final class SteppedClock implements Clock {
    private final Clock clock = new SystemClock();
    private int calls;

    @Override
    public long nanoTime() {
      if (calls++ % CALLS_PER_STEP == 0) {
        step("load");
      }
      return clock.nanoTime();
    }

    @Override
    public void sleepUntil(long deadlineNanos) {
      clock.sleepUntil(deadlineNanos);
    }
  }

  private final class SteppedSensor implements Sensor {
    private int frames;

    @Override
    public FrameFormat format() {
      return BrightnessModel.FORMAT;
    }

    @Override
    public boolean capture(Frame frame) {
      if (frames++ % FRAMES_PER_STEP == 0) {
        step("frame " + models.goodFrames() + " of " + models.running().contentHash());
      }
      frame.pixels()[0] = BrightnessModel.SMILE;
      frame.captureNanos(System.nanoTime());
      return true;
    }

    @Override
    public void close() {}
  }
}
