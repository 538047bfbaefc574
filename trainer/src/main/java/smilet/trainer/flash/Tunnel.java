package smilet.trainer.flash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import smilet.trainer.flash.Target.SshHost;

/** A port of this machine that ssh connects with one of the device, as long as it is open. */
public final class Tunnel implements AutoCloseable {
  private static final long ATTEMPT_MILLIS = 100;
  private static final int CONNECT_MILLIS = 500;

  private final Process ssh;
  private final int port;

  private Tunnel(Process ssh, int port) {
    this.ssh = ssh;
    this.port = port;
  }

  /**
   * Opens a tunnel.
   *
   * @param address of the device as it sees itself, in digits
   * @throws IOException if ssh cannot make it; ssh itself has said why
   */
  public static Tunnel open(SshSettings settings, SshHost host, String address, int remotePort)
      throws IOException, InterruptedException {
    int port = freePort();
    String bracketed = address.contains(":") ? "[" + address + "]" : address;
    List<String> command = new ArrayList<>(settings.program());
    String forward = String.format(Locale.ROOT, "127.0.0.1:%d:%s:%d", port, bracketed, remotePort);
    command.addAll(
        List.of("-N", "-o", "ExitOnForwardFailure=yes", "-L", forward, "--", host.destination()));
    Process ssh = new ProcessBuilder(command).inheritIO().start();
    Tunnel tunnel = new Tunnel(ssh, port);
    long end = System.nanoTime() + settings.timeout().toNanos();
    while (!tunnel.isOpen()) {
      if (ssh.waitFor(ATTEMPT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("ssh to " + host + " has ended, so there is no way to its page");
      }
      if (System.nanoTime() > end) {
        tunnel.close();
        throw new IOException("ssh to " + host + " takes too long; see --timeout");
      }
    }
    return tunnel;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean isOpen() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The port of this machine, on the loopback interface. */
  public int port() {
    return port;
  }

  /** Waits until ssh ends. */
  public void await() throws InterruptedException {
    ssh.waitFor();
  }

  @Override
  public void close() {
    ssh.destroy();
  }
}
