package smilet.device.loop;

import java.util.function.LongFunction;
import smilet.device.clock.SteppedClock;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.device.supply.BrightnessModel;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/** A sensor of one pixel that does what its script says for each capture, counted from 0. */
public final class ScriptedSensor implements Sensor {
  /** The outcome of a capture. */
  public sealed interface Event {
    /** A frame, after some time. */
    record Pixel(int brightness, long tookNanos) implements Event {}

    /** No new frame. */
    record Nothing() implements Event {}

    /** A fault. */
    record Fault(String message) implements Event {}

    /** An exception that the driver should not throw. */
    record Crash() implements Event {}
  }

  private final SteppedClock clock;
  private final LongFunction<Event> script;
  private long captures;

  public ScriptedSensor(SteppedClock clock, LongFunction<Event> script) {
    this.clock = clock;
    this.script = script;
  }

  public static Event pixel(int brightness) {
    return new Event.Pixel(brightness, 0);
  }

  @Override
  public FrameFormat format() {
    return BrightnessModel.FORMAT;
  }

  @Override
  public boolean capture(Frame frame) throws SensorException {
    frame.captureNanos(clock.nanoTime());
    return switch (script.apply(captures++)) {
      case Event.Pixel pixel -> {
        clock.step(pixel.tookNanos());
        frame.pixels()[0] = (char) pixel.brightness();
        yield true;
      }
      case Event.Nothing nothing -> false;
      case Event.Fault fault -> throw new SensorException(fault.message());
      case Event.Crash crash -> throw new IllegalStateException("mistake in the driver");
    };
  }

  @Override
  public void close() {}
}
