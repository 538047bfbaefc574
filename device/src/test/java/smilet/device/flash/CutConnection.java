package smilet.device.flash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A relay between ssh and sshd that breaks its first connections, each after a number of bytes from
 * the client. Later connections do not break.
 */
final class CutConnection implements AutoCloseable {
  private final ServerSocket listener;
  private final int serverPort;
  private final long bytesBeforeCut;
  private int cutsLeft;

  CutConnection(int serverPort, int cuts, long bytesBeforeCut) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.serverPort = serverPort;
    this.cutsLeft = cuts;
    this.bytesBeforeCut = bytesBeforeCut;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        long limit = cutsLeft-- > 0 ? bytesBeforeCut : Long.MAX_VALUE;
        Thread.ofVirtual().start(() -> carry(client, server, limit));
        Thread.ofVirtual().start(() -> carry(server, client, Long.MAX_VALUE));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void carry(Socket from, Socket to, long limit) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[4096];
      long left = limit;
      int read;
      while (left > 0 && (read = in.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0) {
        out.write(buffer, 0, read);
        left -= read;
      }
    } catch (IOException cut) {
      // Both ends are closed now, as a cut cable leaves them.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
