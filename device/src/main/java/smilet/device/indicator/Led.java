package smilet.device.indicator;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmType;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.shared.frame.Frame;
import smilet.shared.model.Verdict;

/**
 * An LED that is lit while the decision is a smile, and, where there is a PWM channel, a second one
 * whose brightness follows the percentage in steps of {@value #STEP_PERCENT}. Pi4J is called on a
 * change only: each call allocates, and each PWM call stops the channel for a moment.
 *
 * <p>Safe is dark. {@link #off()} waits {@value #PATIENCE_MILLIS} ms at most for a call that hangs
 * in the wires, then writes past it.
 */
public final class Led implements Indicator {
  /** Brightness changes in steps of so many percent, so that noise does not restart the PWM. */
  static final int STEP_PERCENT = 10;

  /** Far above flicker, far below what a bare LED and a GPIO pin can switch. */
  private static final int PWM_HZ = 1000;

  private static final long PATIENCE_MILLIS = 30;
  private static final Logger LOG = LoggerFactory.getLogger(Led.class);

  private final DigitalOutput led;
  private final Pwm brightness;
  private final ReentrantLock wires = new ReentrantLock();
  private volatile boolean off;
  private boolean lit;
  private int dutyPercent;

  /**
   * @param led at LOW
   * @param brightness at 0 %, or null where there is none
   */
  public Led(DigitalOutput led, Pwm brightness) {
    this.led = led;
    this.brightness = brightness;
  }

  /**
   * Takes the pins, dark. What lit them before the program, or would after it, is turned off too.
   *
   * @param ledGpio the LED's pin, by its GPIO number
   * @param pwmChannel the brightness's channel of the PWM chip, where there is one
   */
  public static Led open(Context context, int ledGpio, OptionalInt pwmChannel) {
    DigitalOutput led =
        context
            .digitalOutput()
            .create(
                DigitalOutput.newConfigBuilder(context)
                    .id("led")
                    .address(ledGpio)
                    .initial(DigitalState.LOW)
                    .shutdown(DigitalState.LOW)
                    .build());
    Led opened = new Led(led, pwmChannel.isEmpty() ? null : pwm(context, pwmChannel.getAsInt()));
    opened.darken(); // by the code that off() runs, so that SIGTERM finds its classes loaded
    return opened;
  }

  private static Pwm pwm(Context context, int channel) {
    return context
        .pwm()
        .create(
            Pwm.newConfigBuilder(context)
                .id("brightness")
                .address(channel)
                .pwmType(PwmType.HARDWARE)
                .frequency(PWM_HZ)
                .initial(0)
                .shutdown(0)
                .build());
  }

  @Override
  public void show(Reading reading, Frame frame) {
    int steps = (reading.permille() + 5 * STEP_PERCENT) / (10 * STEP_PERCENT);
    write(reading.decision() == Verdict.SMILE, steps * STEP_PERCENT);
  }

  @Override
  public void fault(String message) {
    write(false, 0);
  }

  /** Lights both LEDs fully, or neither, whatever was decided: for trying the wires. */
  public void test(boolean lit) {
    write(lit, lit ? 100 : 0);
  }

  private void write(boolean lit, int dutyPercent) {
    wires.lock();
    try {
      if (off) {
        return;
      }
      if (lit != this.lit) {
        led.setState(lit);
        this.lit = lit; // after the call: one that failed is tried again on the next frame
      }
      if (brightness != null && dutyPercent != this.dutyPercent) {
        if (dutyPercent == 0) {
          brightness.off();
        } else {
          brightness.on(dutyPercent);
        }
        this.dutyPercent = dutyPercent;
      }
    } finally {
      wires.unlock();
    }
  }

  @Override
  public void off() {
    off = true;
    boolean mine = false;
    try {
      mine = wires.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // no more patience, then
    }
    try {
      darken();
    } finally {
      if (mine) {
        wires.unlock();
      }
    }
  }

  private void darken() {
    // Each on its own: one that fails must not leave the other one lit.
    attempt("LED", led::low);
    if (brightness != null) {
      attempt("PWM", brightness::off);
    }
  }

  private static void attempt(String what, Runnable darken) {
    try {
      darken.run();
    } catch (RuntimeException e) {
      LOG.error("{} could not be turned off: {}", what, e.getMessage());
    }
  }
}
