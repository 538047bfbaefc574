package smilet.device.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import smilet.device.loop.Summary;
import smilet.device.supply.LoadedModel;
import smilet.shared.error.UserError;

/**
 * Serves the page. Browsers pull: they ask for the moment after the one that they have, and wait.
 * So a slow browser gets fewer moments and nothing piles up. Its threads are not the loop's.
 */
public final class PageServer implements AutoCloseable {
  /** How many requests are answered at a time; more are turned away. */
  private static final int MOST_REQUESTS = 16;

  private static final int SECONDS_FOR_A_REQUEST = 5;
  private static final int SECONDS_FOR_AN_ANSWER = 20;
  private static final long WAIT_MILLIS = 10_000;
  private static final int TOKEN_BYTES = 16;

  /** Nothing from elsewhere, and nothing inside a page of somebody else. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri"
          + " 'none'; form-action 'none'; frame-ancestors 'none'";

  /** A part of the page that never changes. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Part(String type, byte[] bytes) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MOST_REQUESTS);
  private final PageFeed feed;
  private final MomentWriter writer;
  private final Visitor visitor;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final String address;
  private long writtenSequence;
  private byte[] written = new byte[0];

  /**
   * Starts to serve.
   *
   * @param running the model that the loop runs now
   * @param statistics the counts and latencies so far
   * @throws UserError if the address cannot be listened on
   */
  public PageServer(
      PageSettings settings,
      PageFeed feed,
      Supplier<LoadedModel> running,
      Supplier<Summary> statistics,
      int framesPerSecond) {
    this.feed = feed;
    this.writer = new MomentWriter(running, statistics, framesPerSecond);
    Optional<String> token = settings.isPublic() ? Optional.of(newToken()) : Optional.empty();
    this.visitor = new Visitor(settings.hosts(), token);
    parts.put("/", part("index.html", "text/html; charset=utf-8"));
    parts.put("/page.js", part("page.js", "text/javascript; charset=utf-8"));
    parts.put("/page.css", part("page.css", "text/css; charset=utf-8"));
    limitTimes();
    try {
      server = HttpServer.create(settings.listen(), 0);
    } catch (IOException e) {
      throw new UserError(
          "--page-listen: cannot listen on %s: %s; choose another address or port"
              .formatted(text(settings.listen()), e.getMessage()),
          e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    address =
        "http://" + text(server.getAddress()) + "/" + token.map(text -> "#" + text).orElse("");
  }

  /** A client that sends or reads too slowly is cut off, and so is one too many. */
  private static void limitTimes() {
    System.setProperty("sun.net.httpserver.maxReqTime", String.valueOf(SECONDS_FOR_A_REQUEST));
    System.setProperty("sun.net.httpserver.maxRspTime", String.valueOf(SECONDS_FOR_AN_ANSWER));
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("jdk.httpserver.maxConnections", "64");
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return String.format(
        Locale.ROOT, host.contains(":") ? "[%s]:%d" : "%s:%d", host, address.getPort());
  }

  private static Part part(String resource, String type) {
    try (InputStream stream = PageServer.class.getResourceAsStream(resource)) {
      return new Part(type, stream.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("the program lacks its page", e);
    }
  }

  /** What to open in a browser; with the token, if one is needed. */
  public String address() {
    return address;
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!places.tryAcquire()) {
      exchange.close();
      return;
    }
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Part part = parts.get(path);
      Optional<Visitor.Refusal> refusal =
          visitor.judge(
              exchange.getRequestMethod(),
              exchange.getRequestHeaders(),
              literal(exchange.getLocalAddress()),
              part == null);
      if (refusal.isPresent()) {
        refuse(exchange, refusal.get().status(), refusal.get().reason());
      } else if (part != null) {
        send(exchange, part.type(), part.bytes());
      } else if (path.equals("/next")) {
        next(exchange);
      } else if (path.equals("/minute")) {
        send(exchange, "application/octet-stream", minute());
      } else {
        refuse(exchange, 404, "there is no such page");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private static String literal(InetSocketAddress local) {
    String host = local.getAddress().getHostAddress();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (!query.matches("after=[0-9]{1,18}")) {
      refuse(exchange, 400, "ask for /next?after=NUMBER");
      return;
    }
    long after = Long.parseLong(query.substring("after=".length()));
    PageFeed.Moment mine = new PageFeed.Moment(feed.format());
    if (!feed.await(after, WAIT_MILLIS, mine)) {
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    send(exchange, "application/octet-stream", written(mine));
  }

  /** The moment in bytes; several browsers that ask for the same one share them. */
  private synchronized byte[] written(PageFeed.Moment newest) {
    if (newest.sequence > writtenSequence) {
      writtenSequence = newest.sequence;
      written = writer.write(newest);
    }
    return written;
  }

  /** Two bytes per reading. */
  private byte[] minute() {
    short[] permille = feed.minute();
    byte[] bytes = new byte[permille.length * 2];
    for (int i = 0; i < permille.length; i++) {
      bytes[2 * i] = (byte) (permille[i] >> 8);
      bytes[2 * i + 1] = (byte) permille[i];
    }
    return bytes;
  }

  private static void refuse(HttpExchange exchange, int status, String reason) throws IOException {
    byte[] text = (reason + "\n").getBytes(StandardCharsets.UTF_8);
    send(exchange, status, "text/plain; charset=utf-8", text);
  }

  private static void send(HttpExchange exchange, String type, byte[] bytes) throws IOException {
    send(exchange, 200, type, bytes);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1); // an answer to HEAD has no body
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
