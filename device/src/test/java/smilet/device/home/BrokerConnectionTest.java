package smilet.device.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said about brokers that cannot be used, and what protects the device from them. */
@Timeout(300)
final class BrokerConnectionTest {
  @TempDir Path folder;

  private final Semaphore woken = new Semaphore(0);

  private static HomeSettings settings(
      BrokerAddress broker, Optional<Login> login, Optional<SSLContext> tls) {
    return new HomeSettings(broker, login, tls, "smilet", "homeassistant", "hall", Set.of());
  }

  private static HomeSettings plain(int port) {
    return settings(
        new BrokerAddress("127.0.0.1", port, false), Optional.empty(), Optional.empty());
  }

  private BrokerConnection open(HomeSettings settings) throws BrokerException {
    Topics topics = new Topics(settings);
    return BrokerConnection.open(settings, topics, new Inbox(topics), woken::release);
  }

  private void assertSays(HomeSettings settings, String words) {
    assertThatThrownBy(() -> open(settings)).isInstanceOf(BrokerException.class).hasMessage(words);
  }

  @Test
  void nobodyListens() throws Exception {
    assertSays(plain(Mosquitto.freePort()), "the connection is refused; no broker listens there");
  }

  @Test
  void thereIsNoSuchHost() {
    BrokerAddress nowhere = BrokerAddress.parse("mqtt://no.such.host.invalid");
    assertSays(
        settings(nowhere, Optional.empty(), Optional.empty()),
        "there is no host no.such.host.invalid");
  }

  @Test
  void onlyTheRightPasswordIsLetIn() throws Exception {
    Mosquitto.requireInstalled();
    Path passwords = Files.writeString(folder.resolve("passwords"), "eva:secret\n");
    Process hashed =
        new ProcessBuilder("mosquitto_passwd", "-U", passwords.toString()).inheritIO().start();
    assertThat(hashed.waitFor()).isZero();
    try (Mosquitto broker = Mosquitto.start(folder, "password_file " + passwords)) {
      Login wrong = new Login("eva", Optional.of("guess"));
      assertSays(
          settings(broker.address(), Optional.of(wrong), Optional.empty()),
          "it refuses the user or the password");
      assertSays(
          settings(broker.address(), Optional.empty(), Optional.empty()),
          "it refuses the user or the password");
      Path file = Files.writeString(folder.resolve("password"), "secret\n");
      Login right = Login.of("eva", file);
      assertThat(right.toString()).doesNotContain("secret");
      open(settings(broker.address(), Optional.of(right), Optional.empty())).close();
    }
  }

  @Test
  void onlyTheRightCaAndTheRightHostAreTrusted() throws Exception {
    Mosquitto.requireInstalled();
    Certificates right =
        new Certificates(Files.createDirectory(folder.resolve("a")), "ip:127.0.0.1");
    Certificates other = new Certificates(Files.createDirectory(folder.resolve("b")), "dns:else");
    try (Mosquitto broker = Mosquitto.start(folder, right.lines())) {
      BrokerAddress address = new BrokerAddress("127.0.0.1", broker.port(), true);
      open(settings(address, Optional.empty(), trusting(right.ca))).close();
      String distrust =
          "no CA that is trusted here has signed its certificate; mqtt-ca names another one";
      assertSays(settings(address, Optional.empty(), trusting(other.ca)), distrust);
      SSLContext system = BrokerTls.trusting(Optional.empty());
      assertSays(settings(address, Optional.empty(), Optional.of(system)), distrust);
    }
    try (Mosquitto broker = Mosquitto.start(folder, other.lines())) {
      BrokerAddress address = new BrokerAddress("127.0.0.1", broker.port(), true);
      assertSays(
          settings(address, Optional.empty(), trusting(other.ca)),
          "its certificate is for another host name");
    }
    try (Mosquitto broker = Mosquitto.start(folder)) {
      BrokerAddress address = new BrokerAddress("127.0.0.1", broker.port(), true);
      assertThatThrownBy(() -> open(settings(address, Optional.empty(), trusting(right.ca))))
          .isInstanceOf(BrokerException.class)
          .hasMessageNotContaining("Exception");
    }
  }

  private static Optional<SSLContext> trusting(Path ca) throws IOException {
    return Optional.of(BrokerTls.trusting(Optional.of(ca)));
  }

  @Test
  void aFileThatIsNoCertificateIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("ca.pem"), "hello");
    assertThatThrownBy(() -> BrokerTls.trusting(Optional.of(file)))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " has no certificates; it must be a CA's, in PEM");
  }

  @Test
  void aFileWithoutAPasswordIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "\n");
    assertThatThrownBy(() -> Login.of("eva", file))
        .hasMessage(file + " has no password in its first line");
  }

  /** A server that says some bytes to whoever connects. */
  private static ServerSocket saying(int... bytes) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (Socket socket = server.accept();
                  InputStream in = socket.getInputStream();
                  OutputStream out = socket.getOutputStream()) {
                in.read();
                for (int value : bytes) {
                  out.write(value);
                }
                in.transferTo(OutputStream.nullOutputStream()); // until the device closes
              } catch (IOException closed) {
                // as it should
              }
            });
    return server;
  }

  @Test
  void aBrokerThatAnnouncesAHugeMessageIsRefused() throws Exception {
    try (ServerSocket server = saying(0x20, 2, 0, 0, 0x30, 0x80, 0x80, 0x80, 0x40)) {
      assertSays(plain(server.getLocalPort()), "it sends packets of more than 2048 bytes");
    }
  }

  @Test
  void aServerThatIsNoBrokerIsRefused() throws Exception {
    try (ServerSocket server = saying("HTTP/1.1 400 Bad Request\r\n\r\n".chars().toArray())) {
      assertThatThrownBy(() -> open(plain(server.getLocalPort())))
          .isInstanceOf(BrokerException.class)
          .hasMessageNotContaining("Exception");
    }
  }

  @Test
  void aBrokerThatGoesIsNoticedAtOnce() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder)) {
      try (BrokerConnection connection = open(plain(broker.port()))) {
        connection.requireUp();
        broker.kill();
        woken.acquire();
        assertThatThrownBy(connection::requireUp).hasMessage("it has closed the connection");
      }
    }
  }
}
