package smilet.device.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection to the broker, plain or encrypted, with a {@link PacketGuard}. It can be closed at
 * any time without waiting: an encrypted socket of Java's waits for a writer, and that waits for a
 * broker that hangs.
 */
final class BrokerSocket extends Socket {
  private final Optional<SSLContext> tls;
  private final Socket wire = new Socket();
  private Socket top = wire;
  private volatile PacketGuard guard;

  BrokerSocket(Optional<SSLContext> tls) {
    this.tls = tls;
  }

  /** Makes the library connect through this socket. */
  SocketFactory asFactory() {
    return new OneSocketFactory(this);
  }

  @Override
  public void connect(SocketAddress address, int timeoutMillis) throws IOException {
    wire.connect(address, timeoutMillis);
    wire.setTcpNoDelay(true);
    if (tls.isPresent()) {
      wire.setSoTimeout(timeoutMillis);
      InetSocketAddress broker = (InetSocketAddress) address;
      SSLSocket encrypted =
          (SSLSocket)
              tls.get()
                  .getSocketFactory()
                  .createSocket(wire, broker.getHostString(), broker.getPort(), true);
      SSLParameters parameters = encrypted.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate must name the host
      encrypted.setSSLParameters(parameters);
      encrypted.startHandshake();
      top = encrypted;
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    guard = new PacketGuard(top.getInputStream());
    return guard;
  }

  /** Why a packet of the broker was refused; empty if none was. */
  Optional<IOException> refusal() {
    PacketGuard opened = guard;
    return opened == null ? Optional.empty() : opened.refusal();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return top.getOutputStream();
  }

  @Override
  public void setSoTimeout(int millis) throws SocketException {
    wire.setSoTimeout(millis);
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  /** Gives the library, which asks for an unconnected socket, this one. */
  private static final class OneSocketFactory extends SocketFactory {
    private final Socket socket;

    OneSocketFactory(Socket socket) {
      this.socket = socket;
    }

    @Override
    public Socket createSocket() {
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException("only an unconnected socket");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      return createSocket(host, port);
    }
  }
}
