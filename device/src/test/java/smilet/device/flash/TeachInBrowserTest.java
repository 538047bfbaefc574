package smilet.device.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import smilet.device.cli.SmiletDevice;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/**
 * A person teaches a device, with real parts only: the page in a real Chromium through the tunnel
 * of {@code smilet page}, {@code smilet teach} through a real sshd, and this module's program,
 * which sees drawn faces. The trainer is run from its build folder. Skipped, visibly, if the
 * trainer, sshd or Chromium is absent.
 */
class TeachInBrowserTest {
  private static final Path SMILET = Path.of("../trainer/target/smilet/bin/smilet");
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path temp;

  private final List<Process> started = new ArrayList<>();
  private SshServer server;
  private Path store;
  private Path program;
  private Process device;
  private ChromeDriver browser;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(SshServer.isInstalled(), "skipped: OpenSSH's server is not installed");
    assumeTrue(Files.isExecutable(SMILET), "skipped: the trainer is not built, " + SMILET);
    assumeTrue(
        Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
        "skipped: no Chromium: apt-get install chromium chromium-driver");
    server = SshServer.start(temp);
    store = temp.resolve("store");
    ModelStore.openOrCreate(store, TrustPolicy.ANYONE);
    program = program();
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.quit();
    }
    started.forEach(Process::destroyForcibly);
    if (server != null) {
      server.close();
    }
  }

  /** This module's program on the "device", with the store and the page of its configuration. */
  private Path program() throws IOException {
    Path config = temp.resolve("smilet.toml");
    Files.writeString(
        config, "model = \"%s\"\n[page]\nlisten = \"%s\"\n".formatted(store, freePort()));
    Path script = temp.resolve("smilet-device");
    Files.writeString(
        script,
        "#!/bin/sh\nSMILET_CONFIG=%s exec %s/bin/java -XX:TieredStopAtLevel=1 -cp %s %s \"$@\"\n"
            .formatted(
                config,
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                SmiletDevice.class.getName()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process begin(String log, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectError(temp.resolve(log + ".err").toFile());
    if (!log.equals("page")) {
      builder.redirectOutput(temp.resolve(log + ".out").toFile());
    }
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private String said(String log) throws IOException {
    return Files.readString(temp.resolve(log + ".out"))
        + Files.readString(temp.resolve(log + ".err"));
  }

  private int smilet(String log, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SMILET.toString()));
    command.addAll(List.of(arguments));
    Process process = begin(log, command);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(log).isTrue();
    return process.exitValue();
  }

  /** Starts the loop on pictures, in place of the one that runs. */
  private void see(Path pictures) throws IOException, InterruptedException {
    if (device != null) {
      device.destroy();
      assertThat(device.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    device =
        begin(
            "run",
            List.of(
                program.toString(),
                "run",
                "--config",
                temp.resolve("smilet.toml").toString(),
                "--sensor",
                "replay:" + pictures));
  }

  private void openBrowser(String address) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,900",
        "--user-data-dir=" + temp.resolve("profile"));
    System.setProperty("webdriver.chrome.driver", DRIVER.toString());
    browser = new ChromeDriver(options);
    browser.get(address);
  }

  private WebElement part(String id) {
    return browser.findElement(By.id(id));
  }

  /** Waits for a condition. The page may replace its parts meanwhile. */
  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      assertThat(System.nanoTime()).as("%s; the page says: %s", what, pageText()).isLessThan(end);
      Thread.sleep(100);
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (StaleElementReferenceException | IndexOutOfBoundsException replaced) {
      return false;
    }
  }

  private String pageText() {
    return browser.findElement(By.tagName("body")).getText();
  }

  /** How many frames the folder has. */
  private long captured(String label) throws IOException {
    Path captures = store.resolve("captures");
    if (!Files.isDirectory(captures)) {
      return 0;
    }
    try (var files = Files.newDirectoryStream(captures, "*." + label + ".pgm")) {
      long count = 0;
      for (Path _ : files) {
        count++;
      }
      return count;
    }
  }

  /** Holds a button until there are so many more frames. */
  private void burst(String label, String light, int frames) throws Exception {
    await("the page is live", () -> part("connection").getText().equals("live"));
    part("light").sendKeys(light);
    hold(label, frames);
  }

  private void hold(String label, int frames) throws Exception {
    long before = captured(label);
    new Actions(browser).clickAndHold(part("hold-" + label)).perform();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (captured(label) < before + frames && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    new Actions(browser).release().perform();
    assertThat(captured(label)).as(said("run")).isGreaterThanOrEqualTo(before + frames);
  }

  private void screenshots() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "page"));
    for (int width : new int[] {360, 1200}) {
      for (String scheme : List.of("light", "dark")) {
        browser.executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        browser.executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        Object overflow =
            browser.executeScript(
                "return document.documentElement.scrollWidth"
                    + " - document.documentElement.clientWidth");
        assertThat(overflow).as("pixels that stick out at a width of " + width).isEqualTo(0L);
        Map<String, Object> shot =
            browser.executeCdpCommand(
                "Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.write(
            folder.resolve(scheme + "-" + width + ".png"),
            Base64.getDecoder().decode((String) shot.get("data")));
      }
    }
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  @Test
  void aPersonTeachesTheDevice() throws Exception {
    Path faces = temp.resolve("faces");
    assertThat(smilet("faces", "faces", faces.toString(), "--count", "160")).isZero();
    see(faces.resolve("smile"));

    String host = System.getProperty("user.name") + "@pi";
    String ssh = "ssh -F " + server.config(server.port(), "user", true);
    String[] reached = {host, "--ssh", ssh, "--remote-command", program.toString()};
    List<String> page = new ArrayList<>(List.of(SMILET.toString(), "page", "--no-browser"));
    page.addAll(List.of(reached));
    BufferedReader address = begin("page", page).inputReader(StandardCharsets.UTF_8);
    openBrowser(address.readLine());

    await("the consent is asked for", () -> part("agree").isDisplayed());
    assertThat(store.resolve("captures")).as("before anybody agreed").doesNotExist();
    part("agree").click();
    await("the buttons appear", () -> part("hold-smile").isDisplayed());
    burst("smile", "bright", 5);
    burst("smile", "dim", 5);
    see(faces.resolve("not-smile"));
    Thread.sleep(1000); // the page notices that the device is gone
    burst("not-smile", "bright", 5);
    burst("not-smile", "dim", 5);

    // One button right after the other: the first loses the focus when the second is pressed.
    hold("smile", 1);
    hold("not-smile", 1);
    review();
    screenshots();

    List<String> teach = new ArrayList<>(List.of("teach", "--anyway"));
    teach.addAll(List.of("--dir", temp.resolve("collected").toString()));
    teach.addAll(List.of(reached));
    assertThat(smilet("teach", teach.toArray(String[]::new))).as(said("teach")).isZero();
    assertThat(said("teach"))
        .contains(
            "balanced accuracy on ", " before, ", " after; ", "has taken it up", "to go back");
    assertThat(temp.resolve("collected").resolve("taught.html"))
        .content()
        .contains("before", "<img");
    await("the new model", () -> part("before-name").getText().equals("4k-48x48"));
    String taught = part("model-name").getText();
    assertThat(taught).matches("[0-9a-f]{8}");

    part("go-back").click();
    await("the model before", () -> part("model-name").getText().equals("4k-48x48"));

    part("delete-everything").click();
    browser.switchTo().alert().accept();
    await("the consent is asked for again", () -> part("agree").isDisplayed());
    assertThat(store.resolve("captures")).doesNotExist();
  }

  /** Changes a label and back, and deletes a frame. */
  private void review() throws Exception {
    long smiles = captured("smile");
    long others = captured("not-smile");
    part("review").findElement(By.tagName("summary")).click();
    await("the frames", () -> frames().size() == smiles + others);
    String label = firstLabel();
    clickFirst(0);
    await("another label", () -> !firstLabel().equals(label));
    assertThat(captured("smile")).isNotEqualTo(smiles);
    clickFirst(0);
    await("the label again", () -> firstLabel().equals(label));
    assertThat(captured("smile")).isEqualTo(smiles);
    clickFirst(1);
    await("one frame less", () -> frames().size() == smiles + others - 1);
  }

  private String firstLabel() {
    return frames().getFirst().findElements(By.tagName("button")).getFirst().getText();
  }

  private List<WebElement> frames() {
    return browser.findElements(By.cssSelector("#frames li"));
  }

  /** Clicks a button of the first frame; in one step, because the page may replace the list. */
  private void clickFirst(int index) {
    browser.executeScript(
        "document.querySelector('#frames li').querySelectorAll('button')[arguments[0]].click()",
        index);
  }
}
