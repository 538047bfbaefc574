package smilet.device.sensor;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import smilet.device.sensor.Mounting.Crop;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/** What watching and turning a camera's frame of 64x64 costs, sensor aside. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
public class FrameBenchmark {
  private final Camera camera = new Camera();
  private final Sensor watched = new WatchedSensor(camera, TimeUnit.SECONDS.toNanos(10), false);
  private final Sensor mounted =
      new MountedSensor(new Camera(), new Mounting(90, true, new Crop(4, 4, 48, 48)));
  private final Frame whole = new Frame(watched.format());
  private final Frame cropped = new Frame(mounted.format());

  @Benchmark
  public boolean watched() throws SensorException {
    return watched.capture(whole);
  }

  @Benchmark
  public boolean mounted() throws SensorException {
    return mounted.capture(cropped);
  }

  /** Frames of noise, one pixel of which changes each time. */
  private static final class Camera implements Sensor {
    private static final FrameFormat FORMAT = new FrameFormat(64, 64, 8);
    private final char[] noise = new char[FORMAT.pixelCount()];
    private long nanos;

    Camera() {
      Random random = new Random(1);
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (char) random.nextInt(1, 255);
      }
    }

    @Override
    public FrameFormat format() {
      return FORMAT;
    }

    @Override
    public boolean capture(Frame frame) {
      nanos += 33_000_000;
      int i = (int) (nanos % noise.length);
      noise[i] = (char) (noise[i] ^ 1);
      System.arraycopy(noise, 0, frame.pixels(), 0, noise.length);
      frame.captureNanos(nanos);
      return true;
    }

    @Override
    public void close() {}
  }
}
