package smilet.device.home;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's broker as a child process on the loopback interface, without persistence. */
final class Mosquitto implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

  private final Path folder;
  private final int port;
  private Process process;

  /**
   * Starts a broker.
   *
   * @param folder for its configuration
   * @param lines of its configuration
   */
  static Mosquitto start(Path folder, String... lines) throws Exception {
    requireInstalled();
    Mosquitto broker = new Mosquitto(folder, freePort());
    broker.start(lines);
    return broker;
  }

  private Mosquitto(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Skips the test if there is no such broker. */
  static void requireInstalled() {
    assumeTrue(Files.isExecutable(PROGRAM), "mosquitto is not installed");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  BrokerAddress address() {
    return BrokerAddress.parse("mqtt://127.0.0.1:" + port);
  }

  /** Starts it again, with the same port. */
  void start(String... lines) throws Exception {
    List<String> configuration = new ArrayList<>(List.of("listener " + port + " 127.0.0.1"));
    // As root it would become a user that cannot read the test's files.
    configuration.add("user " + System.getProperty("user.name"));
    configuration.addAll(List.of(lines.length > 0 ? lines : new String[] {"allow_anonymous true"}));
    Path file = folder.resolve("mosquitto-" + port + ".conf");
    Files.write(file, configuration);
    process =
        new ProcessBuilder(PROGRAM.toString(), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(folder.resolve("mosquitto.log").toFile()))
            .start();
    while (!answers()) {
      if (!process.isAlive()) {
        throw new IOException(Files.readString(folder.resolve("mosquitto.log")));
      }
      Thread.sleep(10);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Kills it, so that all that it has kept is lost. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Makes it hang: it accepts and keeps connections, and says nothing. */
  void suspend() throws Exception {
    signal("STOP");
  }

  void goOn() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    kill();
  }
}
