package smilet.device.page;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may ask for what. A page on another site can make a browser ask any address, also
 * under a name that it lets point here (DNS rebinding); so a request must name this server, come
 * from its own page, and, if other computers can reach it, bring the token.
 */
final class Visitor {
  /** What is before the token in the header Authorization, as Prometheus sends it. */
  private static final String BEARER = "Bearer ";

  /** The header with the token. A page of another site cannot set it. */
  static final String TOKEN = "X-Smilet-Token";

  /** The header of a request that changes something. A page of another site cannot set it. */
  static final String ACTION = "X-Smilet-Action";

  private final Set<String> hosts = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
  private final Optional<byte[]> token;

  /**
   * @param hosts names of this server besides localhost and the computer's name
   * @param token what a request for data must bring; nothing if empty
   */
  Visitor(List<String> hosts, Optional<String> token) {
    this.hosts.addAll(hosts);
    this.hosts.add(computerName());
    this.hosts.add(computerName() + ".local"); // its name in mDNS
    this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Judges a request.
   *
   * @param local the address that it reached, in digits
   * @param needsToken whether it asks for data
   * @return why it is refused; empty if it is not
   */
  Optional<Reply> judge(String method, Headers headers, String local, boolean needsToken) {
    boolean changes = method.equals("POST");
    if (!changes && !method.equals("GET") && !method.equals("HEAD")) {
      return Optional.of(Reply.refusal(405, "only GET, HEAD and POST are answered"));
    }
    String host = headers.getFirst("Host");
    if (headers.getOrDefault("Host", List.of()).size() != 1 || !isOwn(host, local)) {
      return Optional.of(
          Reply.refusal(421, "this server has another name; --page-hosts adds names"));
    }
    String origin = headers.getFirst("Origin");
    if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
      return Optional.of(Reply.refusal(403, "only the page itself may ask"));
    }
    if (changes && !"1".equals(headers.getFirst(ACTION))) {
      return Optional.of(Reply.refusal(403, "only the page itself may change something"));
    }
    if (changes && !"0".equals(headers.getFirst("Content-Length"))) {
      return Optional.of(Reply.refusal(400, "a request must have no body and say so"));
    }
    if (needsToken && token.isPresent() && !hasToken(headers)) {
      return Optional.of(Reply.refusal(401, "open the page with the address that was shown"));
    }
    return Optional.empty();
  }

  /** The name of this computer. */
  static String computerName() {
    try {
      return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
    } catch (UnknownHostException noName) {
      return "localhost";
    }
  }

  private boolean isOwn(String host, String local) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]{1,5}$", "");
    return hosts.contains(name) || name.equals(local);
  }

  private boolean hasToken(Headers headers) {
    String bearer = headers.getFirst("Authorization");
    if (bearer != null && bearer.startsWith(BEARER)) {
      return isToken(bearer.substring(BEARER.length()));
    }
    return isToken(headers.getFirst(TOKEN));
  }

  private boolean isToken(String given) {
    return given != null
        && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.get());
  }
}
