package smilet.device.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.capture.CaptureFolder;
import smilet.device.capture.Recorder;
import smilet.device.indicator.FaceReadings;
import smilet.device.indicator.LoopEvent;
import smilet.device.indicator.Reading;
import smilet.device.loop.Statistics;
import smilet.device.supply.BrightnessModel;
import smilet.device.supply.InstalledModels;
import smilet.device.supply.LoadedModel;
import smilet.device.supply.ModelHandover;
import smilet.device.supply.ModelLocation;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Verdict;
import smilet.shared.store.TrustPolicy;

class PageServerTest {
  /** After so many, all classes are loaded that answer. */
  private static final int WARM_UP_REQUESTS = 100;

  private final LoadedModel model = BrightnessModel.loaded(0);
  private final Frame frame = new Frame(BrightnessModel.FORMAT);
  private final PageFeed feed = new PageFeed(frame.format());
  @TempDir private Path temp;
  private Recorder recorder;
  private final HttpClient client = HttpClient.newHttpClient();
  private PageServer server;
  private int port;

  @BeforeEach
  void start() {
    recorder = new Recorder(new CaptureFolder(temp.resolve("captures")), frame.format());
    server = serve("0", List.of("kitchen.local"));
    port = URI.create(server.address()).getPort();
  }

  private PageServer serve(String listen, List<String> hosts) {
    PageServer opened =
        new PageServer(PageSettings.parse(listen, hosts, temp.resolve("page-token")));
    opened.start(
        new PageServer.Subject(
            feed,
            new ModelHandover(model),
            new InstalledModels(ModelLocation.of(Optional.empty(), TrustPolicy.ANYONE, temp)),
            recorder,
            new Statistics()::summary,
            30));
    return opened;
  }

  @AfterEach
  void stop() {
    server.close();
    recorder.close();
    client.close();
  }

  private void show(int number, int permille, int grey) {
    Arrays.fill(frame.pixels(), (char) grey);
    frame.captureNanos(System.nanoTime());
    Reading reading = new Reading();
    reading.set(
        number, 0, permille * 32768 / 1000, Verdict.SMILE, Verdict.UNSURE, 2_000_000, model.name());
    feed.show(reading, frame);
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
  }

  /** Sends text as it is and reads the status, or 0 if the connection was closed without one. */
  private int raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(15_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      return status(socket.getInputStream());
    }
  }

  private static int status(InputStream in) {
    try {
      String line = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
      return line.startsWith("HTTP/1.1 ") ? Integer.parseInt(line.substring(9)) : 0;
    } catch (IOException reset) {
      return 0;
    }
  }

  private int ask(String headers) throws IOException {
    return raw("GET /minute HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n");
  }

  @Test
  void aMomentCarriesTextAndPictures() throws Exception {
    show(7, 930, frame.format().fullScale());
    feed.event(LoopEvent.MODEL, "took up model \"x\"");
    byte[] body = get("/next?after=0").body();
    ByteBuffer buffer = ByteBuffer.wrap(body);
    byte[] json = new byte[buffer.getInt()];
    buffer.get(json);
    Map<String, String> facts = facts(json);
    assertThat(facts)
        .containsEntry("sequence", "2")
        .containsEntry("frame", "7")
        .containsEntry("verdict", "smile")
        .containsEntry("decision", "unsure")
        .containsEntry("latencyMicros", "2000")
        .containsEntry("fault", "")
        .containsEntry("event", "took up model \"x\"")
        .containsEntry("model", model.contentHash())
        .containsEntry("framesPerSecond", "30");
    assertThat(Integer.parseInt(facts.get("permille"))).isBetween(929, 930);
    int pixels = frame.pixels().length;
    assertThat(buffer.remaining())
        .isEqualTo(pixels + model.classifier().model().grid().cellCount());
    byte[] sensor = new byte[pixels];
    buffer.get(sensor);
    assertThat(sensor).containsOnly(-1);

    feed.fault("the cable is loose");
    byte[] next = get("/next?after=2").body();
    assertThat(new String(next, StandardCharsets.UTF_8)).contains("the cable is loose");
  }

  @Test
  void aLargePictureIsReducedAndCarriesTheBoxOfEveryFace() throws Exception {
    Frame large = new Frame(new FrameFormat(640, 480, 8));
    Arrays.fill(large.pixels(), (char) 255);
    feed.show(FaceReadings.two(), large);
    ByteBuffer buffer = ByteBuffer.wrap(get("/next?after=0").body());
    byte[] json = new byte[buffer.getInt()];
    buffer.get(json);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .contains(
            "\"faces\":[{\"x\":10,\"y\":20,\"side\":96,\"permille\":269,\"verdict\":\"not-smile\"},",
            "\"sensor\":{\"width\":640,\"height\":480},\"picture\":{\"width\":160,\"height\":120}");
    byte[] picture = new byte[160 * 120];
    buffer.get(picture);
    assertThat(picture).containsOnly(-1);
    assertThat(buffer.remaining()).isEqualTo(model.classifier().model().grid().cellCount());
  }

  @Test
  void nobodyHasNoPercentageAndLeavesAGapInTheMinute() throws Exception {
    frame.captureNanos(System.nanoTime());
    feed.show(FaceReadings.nobody(), frame);
    byte[] body = get("/next?after=0").body();
    assertThat(new String(body, StandardCharsets.ISO_8859_1))
        .contains("\"faces\":[]")
        .doesNotContain("permille", "verdict");
    ByteBuffer minute = ByteBuffer.wrap(get("/minute").body());
    assertThat((int) minute.getShort(2 * (PageFeed.MINUTE - 1))).isEqualTo(PageFeed.NONE);
  }

  private static Map<String, String> facts(byte[] json) throws IOException {
    Map<String, String> facts = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue()) {
          facts.put(parser.currentName(), parser.getText());
        }
      }
    }
    return facts;
  }

  @Test
  void aBrowserWaitsForTheNextMoment() throws Exception {
    show(1, 100, 0);
    Thread later =
        Thread.startVirtualThread(
            () -> {
              try {
                Thread.sleep(200);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              show(2, 200, 0);
            });
    long start = System.nanoTime();
    assertThat(get("/next?after=1").statusCode()).isEqualTo(200);
    assertThat(System.nanoTime() - start).isGreaterThan(100_000_000L);
    later.join();
  }

  @Test
  void theLastMinuteIsKept() throws Exception {
    show(1, 500, 0);
    byte[] minute = get("/minute").body();
    assertThat(minute).hasSize(2 * PageFeed.MINUTE);
    ByteBuffer buffer = ByteBuffer.wrap(minute);
    assertThat((int) buffer.getShort(0)).isEqualTo(PageFeed.NONE);
    assertThat((int) buffer.getShort(minute.length - 2)).isBetween(499, 500);
  }

  @Test
  void thePageTakesNothingFromElsewhere() throws Exception {
    for (String path : List.of("/", "/page.js", "/capture.js", "/page.css")) {
      HttpResponse<byte[]> answer = get(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "frame-ancestors 'none'");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("://");
    }
  }

  @Test
  void anotherNameIsRefused() throws IOException {
    assertThat(ask("Host: localhost:" + port + "\r\n")).isEqualTo(200);
    assertThat(ask("Host: KITCHEN.local\r\n")).isEqualTo(200);
    assertThat(ask("Host: evil.example:" + port + "\r\n")).isEqualTo(421);
    assertThat(ask("Host: localhost.evil.example\r\n")).isEqualTo(421);
    assertThat(ask("Host: localhost\r\nHost: evil.example\r\n")).isIn(400, 421);
    assertThat(ask("")).isIn(400, 421);
  }

  @Test
  void anotherOriginIsRefused() throws IOException {
    assertThat(ask("Host: localhost\r\nOrigin: http://localhost\r\n")).isEqualTo(200);
    assertThat(ask("Host: localhost\r\nOrigin: http://evil.example\r\n")).isEqualTo(403);
    assertThat(ask("Host: localhost\r\nOrigin: null\r\n")).isEqualTo(403);
  }

  @Test
  void methodsThatDoNothingAreRefused() throws IOException {
    for (String method : List.of("PUT", "DELETE", "OPTIONS", "TRACE")) {
      String request = method + " /minute HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
      assertThat(raw(request + "Content-Length: 0\r\n\r\n")).as(method).isEqualTo(405);
    }
  }

  @Test
  void otherComputersNeedTheToken() throws Exception {
    try (PageServer open = serve("0.0.0.0:0", List.of())) {
      URI address = URI.create(open.address());
      String token = address.getFragment();
      assertThat(token).hasSizeGreaterThan(20);
      URI minute = URI.create("http://127.0.0.1:" + address.getPort() + "/minute");
      HttpRequest.Builder request = HttpRequest.newBuilder(minute);
      assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode())
          .isEqualTo(401);
      request.setHeader(Visitor.TOKEN, token + "x");
      assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode())
          .isEqualTo(401);
      request.setHeader(Visitor.TOKEN, token);
      assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aPortInUseIsRefusedInOneLine() {
    assertThatThrownBy(() -> serve("127.0.0.1:" + port, List.of()))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--page-listen: cannot listen on 127.0.0.1:" + port);
  }

  @Test
  void wrongAddressesAreRefused() {
    for (String wrong : List.of("", "x", "70000", "-1", "host:80", "1.2.3.4", "[::1]", ":80")) {
      assertThatThrownBy(() -> PageSettings.parse(wrong, List.of(), temp))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be PORT, or ADDRESS:PORT");
    }
    assertThat(PageSettings.parse("[::1]:80", List.of(), temp).isPublic()).isFalse();
    assertThat(PageSettings.parse("0.0.0.0:80", List.of(), temp).isPublic()).isTrue();
  }

  /** Each hostile request is answered with a 4xx or the connection is closed. */
  @Test
  void hostileRequestsAreRefusedAndThePageGoesOn() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < WARM_UP_REQUESTS; i++) {
      raw(hostile(random));
    }
    long before = usedBytes();
    for (int i = 0; i < Integer.getInteger("smilet.page.requests", 10_000); i++) {
      int status = raw(hostile(random));
      assertThat(status == 0 || (status >= 400 && status < 500) || status == 501)
          .as("status %s", status)
          .isTrue();
    }
    assertThat(usedBytes() - before).as("bytes that stay in use").isLessThan(4 << 20);
    show(1, 1, 0);
    assertThat(statusAfterOverload("/next?after=0")).isEqualTo(200);
  }

  /** Asks until there is room again: connections of the hostile clients are closed by and by. */
  private int statusAfterOverload(String path) throws InterruptedException {
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        return get(path).statusCode();
      } catch (IOException noRoom) {
        Thread.sleep(100);
      }
    }
    return 0;
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static String hostile(SplittableRandom random) {
    String path =
        pick(random, "/../../etc/passwd", "/next", "/next?after=x", "/%00", "/next?after=-1", "x")
            + "a".repeat(random.nextInt(3) * 3000);
    String length = pick(random, "", "Content-Length: -5\r\n", "Content-Length: 99999999999\r\n");
    String encoding = pick(random, "", "Transfer-Encoding: chunked\r\n", "Expect: 1\r\n");
    String name = pick(random, "Host: evil\r\n", "", "Host: localhost\r\n", "Host: \u0000\r\n");
    return pick(random, "GET", "POST", "G\u0001T", "", "HEAD")
        + " "
        + path
        + pick(random, " HTTP/1.1", " HTTP/9", "", " FTP")
        + "\r\n"
        + name
        + length
        + encoding
        + pick(random, "\r\n", "", "x".repeat(500));
  }

  private static String pick(SplittableRandom random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Clients that ask and never read hold no more than their places, and the loop is not held. */
  @Test
  void clientsThatNeverReadCostTheLoopNothing() throws Exception {
    List<Socket> stopped = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket
          .getOutputStream()
          .write(
              "GET /next?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      stopped.add(socket);
    }
    long longest = 0;
    for (int i = 1; i < 2000; i++) {
      long start = System.nanoTime();
      show(i, 1, 0);
      longest = Math.max(longest, System.nanoTime() - start);
    }
    for (Socket socket : stopped) {
      socket.close();
    }
    // No limit of time: a test never asserts one. That the calls returned is the point.
    assertThat(longest).isPositive();
    assertThat(get("/minute").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsAreServedWithTheSameProtection() throws Exception {
    HttpResponse<byte[]> metrics = get("/metrics");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(new String(metrics.body(), StandardCharsets.UTF_8))
        .contains("smilet_frames_total{verdict=\"smile\"} 0", model.name());
    try (PageServer open = serve("0.0.0.0:0", List.of())) {
      int other = URI.create(open.address()).getPort();
      String token = URI.create(open.address()).getFragment();
      URI address = URI.create("http://127.0.0.1:" + other + "/metrics");
      for (String bearer : new String[] {"", "Bearer " + token + "x", "Basic " + token}) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (!bearer.isEmpty()) {
          request.header("Authorization", bearer);
        }
        assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode())
            .as(bearer)
            .isEqualTo(401);
      }
      HttpRequest right =
          HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
      assertThat(client.send(right, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }
}
