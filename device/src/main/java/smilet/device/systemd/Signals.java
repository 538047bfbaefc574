package smilet.device.systemd;

import sun.misc.Signal;

/** The signals that an operator sends, for example with {@code systemctl kill -s USR1}. */
public final class Signals {
  private Signals() {}

  /**
   * Runs an action each time that a signal arrives, on a thread of the JVM's.
   *
   * @param name without "SIG"
   * @throws IllegalArgumentException if there is no such signal, or the JVM uses it itself
   */
  public static void onEach(String name, Runnable action) {
    Signal.handle(new Signal(name), signal -> action.run());
  }
}
