package smilet.device.systemd;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks systemd's notification protocol (sd_notify(3)): datagrams of text to the socket that the
 * environment names. Where it names none, as in a terminal, nothing is sent. The watchdog is fed by
 * the loop's own thread only, so that a sensor that hangs gets the service restarted.
 */
public final class ServiceNotifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceNotifier.class);

  private final UnixDatagrams socket;
  private final long watchdogPeriodNanos;
  private boolean fed;
  private long fedNanos;

  private ServiceNotifier(UnixDatagrams socket, long watchdogPeriodNanos) {
    this.socket = socket;
    this.watchdogPeriodNanos = watchdogPeriodNanos;
  }

  /**
   * Takes NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID from the environment.
   *
   * @param processId this process's, which WATCHDOG_PID must name where it is set
   */
  public static ServiceNotifier from(Map<String, String> environment, long processId) {
    String address = environment.get("NOTIFY_SOCKET");
    if (address == null) {
      return new ServiceNotifier(null, 0);
    }
    try {
      return new ServiceNotifier(
          UnixDatagrams.to(address), watchdogPeriodNanos(environment, processId));
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      LOG.warn("systemd will hear nothing: {}", e.getMessage());
      return new ServiceNotifier(null, 0);
    }
  }

  /** Half of what systemd waits for, as its manual advises; 0 where there is no watchdog. */
  private static long watchdogPeriodNanos(Map<String, String> environment, long processId) {
    String pid = environment.get("WATCHDOG_PID");
    if (pid != null && !pid.equals(Long.toString(processId))) {
      return 0;
    }
    String micros = environment.getOrDefault("WATCHDOG_USEC", "0");
    try {
      return TimeUnit.MICROSECONDS.toNanos(Long.parseLong(micros)) / 2;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("WATCHDOG_USEC must be a number, was " + micros, e);
    }
  }

  /** The outputs are dark, the sensor and the model open: the loop begins. */
  public void ready() {
    send("READY=1");
  }

  /** The loop has come to the end of a tick. Sends, now and then, that it lives. */
  public void pingWatchdog(long nowNanos) {
    if (watchdogPeriodNanos > 0 && (!fed || nowNanos - fedNanos >= watchdogPeriodNanos)) {
      fed = true;
      fedNanos = nowNanos;
      send("WATCHDOG=1");
    }
  }

  /** The program ends. */
  public void stopping() {
    send("STOPPING=1");
  }

  private void send(String message) {
    if (socket != null && !socket.send(message)) {
      LOG.debug("systemd did not take {}", message);
    }
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.close();
    }
  }
}
