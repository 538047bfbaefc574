package smilet.device.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.capture.CaptureFolder;
import smilet.device.capture.Recorder;
import smilet.device.indicator.Reading;
import smilet.device.loop.Statistics;
import smilet.device.supply.BrightnessModel;
import smilet.device.supply.InstalledModels;
import smilet.device.supply.ModelHandover;
import smilet.device.supply.ModelLocation;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.store.TrustPolicy;

/** What a browser may do about captured frames, over HTTP. */
class CaptureOnPageTest {
  private static final String ANY = "0123abcd-straight-bright-001.smile.pgm";
  private static final FrameFormat FORMAT = new FrameFormat(16, 16, 8);

  @TempDir private Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private Recorder recorder;
  private PageServer server;
  private int port;

  @BeforeEach
  void start() {
    recorder = new Recorder(new CaptureFolder(temp.resolve("captures")), FORMAT);
    server = new PageServer(PageSettings.parse("0", List.of(), temp.resolve("page-token")));
    server.start(
        new PageServer.Subject(
            new PageFeed(FORMAT),
            new ModelHandover(BrightnessModel.loaded(0)),
            new InstalledModels(ModelLocation.of(Optional.empty(), TrustPolicy.ANYONE, temp)),
            recorder,
            new Statistics()::summary,
            30));
    port = URI.create(server.address()).getPort();
  }

  @AfterEach
  void stop() {
    server.close();
    recorder.close();
    client.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.noBody()).header(Visitor.ACTION, "1"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Shows ever new frames, as the loop does, until there are so many files. */
  private void showUntil(int count) throws Exception {
    Frame frame = new Frame(FORMAT);
    SplittableRandom random = new SplittableRandom(1);
    long end = System.nanoTime() + 20_000_000_000L;
    while (files().size() < count && System.nanoTime() < end) {
      for (int i = 0; i < frame.pixels().length; i++) {
        frame.pixels()[i] =
            (char) random.nextInt(FORMAT.fullScale() / 6, FORMAT.fullScale() * 5 / 6);
      }
      recorder.show(new Reading(), frame);
      Thread.sleep(5);
      if (count > 0) {
        post("/hold?label=smile&situation=turned-dim"); // as the page repeats it
      }
    }
    assertThat(files()).hasSizeGreaterThanOrEqualTo(count);
  }

  @Test
  void nothingIsStoredWithoutConsent() throws Exception {
    HttpResponse<String> refused = post("/hold?label=smile&situation=straight-bright");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("nobody has agreed");
    for (String path :
        List.of("/release", "/delete?name=" + ANY, "/delete-everything", "/captures")) {
      post(path);
      send(request(path));
    }
    showUntil(0);
    assertThat(files()).isEmpty();
  }

  @Test
  void framesAreCapturedReviewedAndDeleted() throws Exception {
    assertThat(post("/agree").statusCode()).isEqualTo(204);
    assertThat(post("/hold?label=smile&situation=turned-dim").statusCode()).isEqualTo(204);
    showUntil(3);
    post("/release");
    String list = send(request("/captures")).body();
    assertThat(list).contains("\"agreed\":true", "turned-dim", "\"label\":\"smile\"");
    String name = list.replaceFirst("(?s).*?\"name\":\"([^\"]+)\".*", "$1");
    assertThat(send(request("/frame?name=" + name)).body()).startsWith("P5\n");

    assertThat(post("/relabel?name=" + name + "&label=not-smile").statusCode()).isEqualTo(204);
    String other = name.replace(".smile.", ".not-smile.");
    assertThat(send(request("/captures")).body()).contains(other).doesNotContain(name);
    assertThat(post("/delete?name=" + other).statusCode()).isEqualTo(204);
    assertThat(send(request("/captures")).body()).doesNotContain(other);
    assertThat(post("/delete-everything").statusCode()).isEqualTo(204);
    assertThat(files()).isEmpty();
  }

  @Test
  void aRequestThatChangesSomethingMustComeFromThePage() throws Exception {
    assertThat(send(request("/agree").POST(BodyPublishers.noBody())).statusCode()).isEqualTo(403);
    HttpRequest.Builder foreign =
        request("/agree").POST(BodyPublishers.noBody()).header(Visitor.ACTION, "1");
    assertThat(send(foreign.copy().header("Origin", "http://evil.example")).statusCode())
        .isEqualTo(403);
    HttpRequest.Builder body =
        request("/agree").POST(BodyPublishers.ofString("x")).header(Visitor.ACTION, "1");
    assertThat(send(body).statusCode()).isEqualTo(400);
    assertThat(send(request("/agree")).statusCode()).isEqualTo(405);
    assertThat(files()).isEmpty();
  }

  @Test
  void namesThatLeaveTheFolderAreRefused() throws Exception {
    post("/agree");
    Path secret = Files.writeString(temp.resolve("secret.smile.pgm"), "secret");
    for (String name :
        List.of(
            "../secret.smile.pgm", "..%2Fsecret.smile.pgm", "consent", "%00", "", ANY + "/..")) {
      assertThat(send(request("/frame?name=" + name)).statusCode()).as(name).isEqualTo(400);
      assertThat(post("/delete?name=" + name).statusCode()).as(name).isEqualTo(400);
    }
    assertThat(send(request("/frame?name=" + ANY)).statusCode()).isEqualTo(409);
    assertThat(secret).exists();
  }

  @Test
  void theModelIsDescribedAndThereIsNoneToGoBackTo() throws Exception {
    assertThat(send(request("/model")).body())
        .contains("\"sha256\":\"", "\"sinceMillis\":")
        .doesNotContain("before");
    HttpResponse<String> refused = post("/go-back");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("no model before");
  }
}
