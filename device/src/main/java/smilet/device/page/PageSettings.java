package smilet.device.page;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the page is served.
 *
 * @param listen the address and the port to listen on
 * @param hosts names, beside the address itself and localhost, under which browsers may ask for it
 * @param tokenFile keeps the token, so that an address stays good after a restart
 */
public record PageSettings(InetSocketAddress listen, List<String> hosts, Path tokenFile) {
  /** The name of the file with the token. */
  public static final String TOKEN_FILE = PageToken.FILE;

  public PageSettings {
    hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Reads "8080", which is on this computer only, or "ADDRESS:8080"; 0.0.0.0 is every address.
   *
   * @throws IllegalArgumentException if it is neither; the message says what it should be
   */
  public static PageSettings parse(String listen, List<String> hosts, Path tokenFile) {
    int colon = listen.lastIndexOf(':');
    String address = listen.substring(0, Math.max(colon, 0)).replaceAll("[\\[\\]]", "");
    try {
      return new PageSettings(
          new InetSocketAddress(
              colon < 0 ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(address),
              Integer.parseInt(listen.substring(colon + 1))),
          hosts,
          tokenFile);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be PORT, or ADDRESS:PORT with an address in digits, was \"" + listen + "\"", e);
    }
  }

  /** What a browser must bring; empty if only this computer can reach the page. */
  public Optional<String> token() {
    return isPublic() ? Optional.of(PageToken.of(tokenFile)) : Optional.empty();
  }

  /** The address at which this computer itself reaches the page, in digits. */
  public String reachedAt() {
    return listen.getAddress().isAnyLocalAddress()
        ? InetAddress.getLoopbackAddress().getHostAddress()
        : listen.getAddress().getHostAddress();
  }

  /** Whether other computers can reach the page; they then need a token. */
  public boolean isPublic() {
    return !listen.getAddress().isLoopbackAddress();
  }
}
