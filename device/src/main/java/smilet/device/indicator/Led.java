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
import smilet.device.board.BoardFault;
import smilet.shared.frame.Frame;
import smilet.shared.model.Verdict;

/**
 * An LED that is lit while the decision is a smile, and, if there is a PWM channel, a second LED
 * that is as bright as the percentage, in steps of {@value #STEP_PERCENT}. Pi4J is called only on a
 * change: each call allocates, and each PWM call stops the channel for a moment.
 *
 * <p>The safe state is dark. {@link #off()} waits at most {@value #LOCK_WAIT_MILLIS} ms for a call
 * that hangs, then writes without waiting for it.
 */
public final class Led implements Indicator {
  /** The brightness changes in steps of this size, so that noise does not restart the PWM. */
  static final int STEP_PERCENT = 10;

  /** Too fast to see a flicker, and slow enough for an LED on a GPIO pin. */
  private static final int PWM_HZ = 1000;

  private static final long LOCK_WAIT_MILLIS = 30;
  private static final Logger LOG = LoggerFactory.getLogger(Led.class);

  private final DigitalOutput led;
  private final Pwm brightness;
  private final ReentrantLock wires = new ReentrantLock();
  private volatile boolean off;
  private boolean lit;
  private int dutyPercent;
  private boolean dark;

  /**
   * @param led is at LOW
   * @param brightness is at 0 %; null if there is no second LED
   */
  public Led(DigitalOutput led, Pwm brightness) {
    this.led = led;
    this.brightness = brightness;
  }

  /**
   * Opens the pins and turns them off; they also go off when the board is shut down.
   *
   * @param ledGpio the GPIO number of the LED's pin
   * @param pwmChannel the second LED's channel of the PWM chip, if there is one
   * @throws smilet.shared.error.UserError if one of them cannot be used
   */
  public static Led open(Context context, int ledGpio, OptionalInt pwmChannel) {
    DigitalOutput led =
        BoardFault.naming(
            "GPIO " + ledGpio + " (--led-gpio)",
            () ->
                context
                    .digitalOutput()
                    .create(
                        DigitalOutput.newConfigBuilder(context)
                            .id("led")
                            .address(ledGpio)
                            .initial(DigitalState.LOW)
                            .shutdown(DigitalState.LOW)
                            .build()));
    Led opened = new Led(led, pwmChannel.isEmpty() ? null : pwm(context, pwmChannel.getAsInt()));
    opened.darken(); // loads the classes that off() needs, so that SIGTERM is handled fast
    return opened;
  }

  private static Pwm pwm(Context context, int channel) {
    return BoardFault.naming(
        "PWM channel " + channel + " (--pwm)",
        () ->
            context
                .pwm()
                .create(
                    Pwm.newConfigBuilder(context)
                        .id("brightness")
                        .address(channel)
                        .pwmType(PwmType.HARDWARE)
                        .frequency(PWM_HZ)
                        .initial(0)
                        .shutdown(0)
                        .build()));
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

  /** Turns both LEDs fully on or off, to test the wires. */
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
        this.lit = lit; // after the call, so that a call that failed is repeated on the next frame
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
    boolean locked = false;
    try {
      locked = wires.tryLock(LOCK_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // goes on without the lock
    }
    try {
      if (!dark) { // once: the board may be closed when it is called again
        darken();
        dark = locked;
      }
    } finally {
      if (locked) {
        wires.unlock();
      }
    }
  }

  private void darken() {
    // Separately: if one fails, the other must still go off.
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
