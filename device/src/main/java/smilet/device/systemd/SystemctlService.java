package smilet.device.systemd;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The service that the Debian package installs, controlled through systemd's command. */
public final class SystemctlService implements Service {
  private static final String UNIT = "smilet.service";
  private static final String GROUP = "smilet";

  private final AtomicBoolean paused = new AtomicBoolean();

  @Override
  public void pause() {
    if (!succeeds("systemctl", "--quiet", "is-active", UNIT)) {
      return;
    }
    paused.set(true);
    Runtime.getRuntime().addShutdownHook(new Thread(this::resume, "resume service"));
    succeeds("systemctl", "stop", UNIT);
  }

  private void resume() {
    if (paused.getAndSet(false)) {
      succeeds("systemctl", "--no-block", "start", UNIT);
    }
  }

  @Override
  public boolean restart() {
    paused.set(false);
    return succeeds("systemctl", "restart", UNIT);
  }

  @Override
  public boolean permitFlashing(String user) {
    return succeeds("usermod", "--append", "--groups", GROUP, user);
  }

  private static boolean succeeds(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
      process.getOutputStream().close();
      return process.waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
