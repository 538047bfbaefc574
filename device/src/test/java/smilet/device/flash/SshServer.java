package smilet.device.flash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real sshd with its own host key, port on the loopback interface and list of users. All its
 * files are in one folder. It neither reads nor changes the machine's ssh settings, except that an
 * sshd run by root needs the empty folder /run/sshd.
 */
final class SshServer implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  private final Path folder;
  private final Process process;
  private final int port;

  private SshServer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** Whether OpenSSH's server and client are installed. */
  static boolean isInstalled() {
    return Files.isExecutable(sshd()) && Files.isExecutable(Path.of("/usr/bin/ssh"));
  }

  private static Path sshd() {
    return Stream.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/sbin/sshd")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(Path.of("/usr/sbin/sshd"));
  }

  /** Starts a server that accepts the key "user" made here, see {@link #config}. */
  static SshServer start(Path folder) throws Exception {
    makeKey(folder.resolve("host"));
    makeKey(folder.resolve("user"));
    makeKey(folder.resolve("stranger"));
    Files.copy(folder.resolve("user.pub"), folder.resolve("authorized_keys"));
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    // If another program takes the free port before sshd does, another port is tried.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = freePort();
      Files.writeString(folder.resolve("sshd_config"), serverConfig(folder, port));
      Process process =
          new ProcessBuilder(
                  sshd().toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("sshd.log").toFile())
              .start();
      if (greets(process, port)) {
        return new SshServer(folder, process, port);
      }
      process.destroyForcibly();
    }
    throw new IOException("sshd did not start: " + Files.readString(folder.resolve("sshd.log")));
  }

  private static String serverConfig(Path folder, int port) {
    return String.format(
        Locale.ROOT,
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %2$s/host
        AuthorizedKeysFile %2$s/authorized_keys
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin yes
        """,
        port,
        folder);
  }

  int port() {
    return port;
  }

  /**
   * Writes a configuration for ssh.
   *
   * @param port the port to connect to: this server's, or that of a relay
   * @param identity "user", whom the server accepts, or "stranger", whom it refuses
   * @param known whether the host's key is among the known ones
   */
  Path config(int port, String identity, boolean known) throws IOException {
    Path knownHosts = Files.createTempFile(folder, "known", "");
    if (known) {
      String key = Files.readString(folder.resolve("host.pub"));
      Files.writeString(knownHosts, "smilet-test " + key);
    }
    return Files.writeString(
        Files.createTempFile(folder, "config", ""),
        String.format(
            Locale.ROOT,
            """
            Host *
              HostName 127.0.0.1
              Port %d
              HostKeyAlias smilet-test
              IdentityFile %s
              IdentitiesOnly yes
              IdentityAgent none
              UserKnownHostsFile %s
              GlobalKnownHostsFile /dev/null
              StrictHostKeyChecking yes
              ConnectTimeout 30
            """,
            port,
            folder.resolve(identity),
            knownHosts));
  }

  private static void makeKey(Path file) throws Exception {
    Process keygen =
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
            .inheritIO()
            .start();
    if (keygen.waitFor() != 0) {
      throw new IOException("ssh-keygen failed");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until the server sends its greeting, or has ended. */
  private static boolean greets(Process process, int port) throws Exception {
    while (process.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        byte[] greeting = socket.getInputStream().readNBytes(4);
        return new String(greeting, StandardCharsets.US_ASCII).equals("SSH-");
      } catch (IOException notYet) {
        Thread.sleep(20);
      }
    }
    return false;
  }

  @Override
  public void close() {
    List<ProcessHandle> sessions = process.descendants().toList();
    process.destroy();
    sessions.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
