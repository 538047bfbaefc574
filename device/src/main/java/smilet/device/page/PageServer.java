package smilet.device.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import smilet.device.capture.Recorder;
import smilet.device.loop.Summary;
import smilet.device.supply.InstalledModels;
import smilet.device.supply.ModelHandover;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/** Serves the page on threads of its own, which the loop never waits for. */
public final class PageServer implements AutoCloseable {
  /** How many requests are answered at a time; more are turned away. */
  private static final int MOST_REQUESTS = 16;

  private static final int SECONDS_FOR_A_REQUEST = 5;
  private static final int SECONDS_FOR_AN_ANSWER = 20;

  /** Nothing from elsewhere, and nothing inside a page of somebody else. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri"
          + " 'none'; form-action 'none'; frame-ancestors 'none'";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MOST_REQUESTS);
  private final RouteTable open = new RouteTable();
  private final RouteTable guarded = new RouteTable();
  private final Visitor visitor;
  private final String address;

  /**
   * What the page shows and changes.
   *
   * @param feed what the loop sees
   * @param models the model that the loop runs
   * @param installed the models of the store
   * @param recorder captures frames
   * @param statistics the counts and latencies so far
   * @param framesPerSecond how often the loop looks
   */
  public record Subject(
      PageFeed feed,
      ModelHandover models,
      InstalledModels installed,
      Recorder recorder,
      Supplier<Summary> statistics,
      int framesPerSecond) {}

  /**
   * Takes the address. Nobody is answered before {@link #start}.
   *
   * @throws UserError if the address cannot be listened on
   */
  public PageServer(PageSettings settings) {
    Optional<String> token = settings.token();
    this.visitor = new Visitor(settings.hosts(), token);
    limitTimes();
    try {
      server = HttpServer.create(settings.listen(), 0);
    } catch (IOException e) {
      throw new UserError(
          "--page-listen: cannot listen on %s: %s; choose another address or port"
              .formatted(text(settings.listen()), FileError.reason(e)),
          e);
    }
    address = "http://" + shown() + "/" + token.map(text -> "#" + text).orElse("");
  }

  /** Begins to answer. */
  public void start(Subject subject) {
    open.get("/", part("index.html", "text/html; charset=utf-8"));
    for (String script : new String[] {"page.js", "capture.js"}) {
      open.get("/" + script, part(script, "text/javascript; charset=utf-8"));
    }
    open.get("/page.css", part("page.css", "text/css; charset=utf-8"));
    open.get("/favicon.ico", _ -> Reply.DONE); // browsers ask for it
    new LiveRoutes(
            subject.feed(), subject.models(), subject.statistics(), subject.framesPerSecond())
        .addTo(guarded);
    new MetricsRoute(subject.statistics(), subject.models(), subject.feed().format().grid())
        .addTo(guarded);
    new ModelRoutes(subject.models(), subject.installed()).addTo(guarded);
    new CaptureRoutes(subject.recorder()).addTo(guarded);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** A client that sends or reads too slowly is cut off, and so is one too many. */
  private static void limitTimes() {
    System.setProperty("sun.net.httpserver.maxReqTime", String.valueOf(SECONDS_FOR_A_REQUEST));
    System.setProperty("sun.net.httpserver.maxRspTime", String.valueOf(SECONDS_FOR_AN_ANSWER));
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("jdk.httpserver.maxConnections", "64");
  }

  private static String text(InetSocketAddress address) {
    return literal(address) + ":" + address.getPort();
  }

  /** Where browsers find the page: an address for all of them has no name but the computer's. */
  private String shown() {
    InetSocketAddress bound = server.getAddress();
    return bound.getAddress().isAnyLocalAddress()
        ? Visitor.computerName() + ":" + bound.getPort()
        : text(bound);
  }

  /** A part of the page that never changes. */
  private static RouteTable.Route part(String resource, String type) {
    try (InputStream stream = PageServer.class.getResourceAsStream(resource)) {
      Reply reply = new Reply(200, type, stream.readAllBytes());
      return _ -> reply;
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
      send(exchange, reply(exchange));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private Reply reply(HttpExchange exchange) throws InterruptedException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    boolean isOpen = open.knows(path);
    Optional<Reply> refusal =
        visitor.judge(
            method, exchange.getRequestHeaders(), literal(exchange.getLocalAddress()), !isOpen);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    RouteTable table = isOpen ? open : guarded;
    Optional<RouteTable.Route> route = table.find(method, path);
    if (route.isEmpty()) {
      return table.knows(path)
          ? Reply.refusal(405, "this path is not for " + method)
          : Reply.refusal(404, "there is no such page");
    }
    try {
      return route.get().reply(new Query(exchange.getRequestURI().getRawQuery()));
    } catch (IllegalArgumentException e) {
      return Reply.refusal(400, e.getMessage());
    } catch (IOException e) {
      return Reply.refusal(409, FileError.message(e));
    }
  }

  /** The address in digits, as it stands in a URL. */
  private static String literal(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    if (reply.bytes().length > 0) {
      headers.set("Content-Type", reply.type());
    }
    if (reply.bytes().length == 0 || exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(reply.status(), -1); // no body
      return;
    }
    exchange.sendResponseHeaders(reply.status(), reply.bytes().length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(reply.bytes());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
