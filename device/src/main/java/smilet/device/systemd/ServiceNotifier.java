package smilet.device.systemd;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements systemd's notification protocol (sd_notify(3)): text datagrams to the socket that the
 * environment names. If it names none, as in a terminal, nothing is sent. Only the loop's thread
 * pings the watchdog, so that systemd restarts the service if the sensor hangs.
 */
public final class ServiceNotifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceNotifier.class);

  private final UnixDatagramSocket socket;
  private final long watchdogPeriodNanos;
  private boolean pinged;
  private long pingedNanos;

  private ServiceNotifier(UnixDatagramSocket socket, long watchdogPeriodNanos) {
    this.socket = socket;
    this.watchdogPeriodNanos = watchdogPeriodNanos;
  }

  /**
   * Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID from the environment.
   *
   * @param processId the id of this process; if WATCHDOG_PID is another, there is no watchdog
   */
  public static ServiceNotifier from(Map<String, String> environment, long processId) {
    String address = environment.get("NOTIFY_SOCKET");
    if (address == null) {
      return new ServiceNotifier(null, 0);
    }
    try {
      return new ServiceNotifier(
          UnixDatagramSocket.to(address), watchdogPeriodNanos(environment, processId));
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      LOG.warn("systemd cannot be notified: {}", e.getMessage());
      return new ServiceNotifier(null, 0);
    }
  }

  /** Half of the time that systemd waits, as its manual advises; 0 if there is no watchdog. */
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

  /** Tells systemd that the service is ready: sensor and model are open, and the loop begins. */
  public void ready() {
    send("READY=1");
  }

  /** Tells systemd that the loop is alive, twice per watchdog time. Call it after every tick. */
  public void pingWatchdog(long nowNanos) {
    if (watchdogPeriodNanos > 0 && (!pinged || nowNanos - pingedNanos >= watchdogPeriodNanos)) {
      pinged = true;
      pingedNanos = nowNanos;
      send("WATCHDOG=1");
    }
  }

  /** Whether systemd listens. */
  public boolean isConnected() {
    return socket != null;
  }

  /** Tells systemd what {@code systemctl status} shows: one line; what is too long is cut off. */
  public void status(String line) {
    send("STATUS=" + line.replace('\n', ' '));
  }

  /** Tells systemd that the program ends. */
  public void stopping() {
    send("STOPPING=1");
  }

  private void send(String message) {
    if (socket != null && !socket.send(message)) {
      LOG.debug("systemd did not accept {}", message);
    }
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.close();
    }
  }
}
