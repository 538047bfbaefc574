package smilet.device.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a real datagram socket. */
@EnabledOnOs(OS.LINUX)
final class ServiceNotifierTest {
  private static final long PID = 42;
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  @Test
  void reportsReadyAndStopping() throws Throwable {
    String name = folder.resolve("notify").toString();
    try (DatagramReceiver systemd = new DatagramReceiver(name);
        ServiceNotifier notifier = ServiceNotifier.from(Map.of("NOTIFY_SOCKET", name), PID)) {
      notifier.ready();
      notifier.pingWatchdog(0);
      notifier.stopping();
      assertThat(systemd.received())
          .as("no watchdog was asked for")
          .containsExactly("READY=1", "STOPPING=1");
    }
  }

  @Test
  void theStatusIsOneLineAndCutOffIfItIsTooLong() throws Throwable {
    String name = folder.resolve("notify").toString();
    try (DatagramReceiver systemd = new DatagramReceiver(name);
        ServiceNotifier notifier = ServiceNotifier.from(Map.of("NOTIFY_SOCKET", name), PID)) {
      notifier.status("smile\nREADY=1");
      notifier.status("x".repeat(1000));
      assertThat(systemd.received())
          .containsExactly("STATUS=smile READY=1", "STATUS=" + "x".repeat(249));
    }
  }

  @Test
  void alsoSendsToAnAbstractSocket() throws Throwable {
    String name = "@smilet-test-" + ProcessHandle.current().pid();
    try (DatagramReceiver systemd = new DatagramReceiver(name);
        ServiceNotifier notifier = ServiceNotifier.from(Map.of("NOTIFY_SOCKET", name), PID)) {
      notifier.ready();
      assertThat(systemd.received()).containsExactly("READY=1");
    }
  }

  @Test
  void pingsTheWatchdogTwicePerWatchdogTime() throws Throwable {
    String name = folder.resolve("notify").toString();
    Map<String, String> environment =
        Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "10000000", "WATCHDOG_PID", "42");
    try (DatagramReceiver systemd = new DatagramReceiver(name);
        ServiceNotifier notifier = ServiceNotifier.from(environment, PID)) {
      for (int frame = 0; frame < 30 * 20; frame++) {
        notifier.pingWatchdog(frame * SECOND / 30);
      }
      assertThat(systemd.received())
          .as("in 20 s, every 5 s")
          .containsExactly("WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1");
    }
  }

  @Test
  void ignoresTheWatchdogOfAnotherProcess() throws Throwable {
    String name = folder.resolve("notify").toString();
    Map<String, String> environment =
        Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "10000000", "WATCHDOG_PID", "41");
    try (DatagramReceiver systemd = new DatagramReceiver(name);
        ServiceNotifier notifier = ServiceNotifier.from(environment, PID)) {
      notifier.pingWatchdog(0);
      assertThat(systemd.received()).isEmpty();
    }
  }

  @Test
  void withoutASocketOrWithAWrongOneNothingHappens() {
    try (ServiceNotifier alone = ServiceNotifier.from(Map.of(), PID);
        ServiceNotifier gone =
            ServiceNotifier.from(Map.of("NOTIFY_SOCKET", folder + "/gone"), PID);
        ServiceNotifier nonsense = ServiceNotifier.from(Map.of("NOTIFY_SOCKET", "vsock:1"), PID)) {
      alone.ready();
      gone.ready();
      nonsense.ready();
    }
    assertThat(folder).isEmptyDirectory();
  }
}
