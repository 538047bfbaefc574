package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;

/**
 * The page of {@code smilet audit} in a real Chromium: decisions by key and by button, the file
 * that it saves, and that file in {@code smilet evaluate}. Skipped, visibly, without Chromium and
 * its driver.
 */
class AuditInBrowserTest {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final int FACES = 60;

  @TempDir static Path temp;

  @BeforeAll
  static void audit() throws IOException {
    assumeTrue(
        Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
        "skipped: no Chromium: apt-get install chromium chromium-driver");
    Path faces = temp.resolve("faces");
    DrawnFaces.draw(faces, FACES, 1, DatasetLoader.Progress.NONE);
    // The ready-made model doubts many labels of drawn faces.
    Run run =
        Run.of("audit", faces, "--folds", "0", "--out", temp.resolve("page.html"), "--most", "20");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static ChromeDriver browser() {
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
        "--window-size=360,800",
        "--user-data-dir=" + temp.resolve("profile"));
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", temp.resolve("saved").toString()));
    System.setProperty("webdriver.chrome.driver", DRIVER.toString());
    return new ChromeDriver(options);
  }

  @Test
  void decisionsAreSavedAndRead() throws Exception {
    Files.createDirectories(temp.resolve("saved"));
    String[] names = new String[3];
    ChromeDriver browser = browser();
    try {
      browser.get(temp.resolve("page.html").toUri().toString());
      List<WebElement> faces = browser.findElements(By.className("doubt"));
      assertThat(faces.size()).isBetween(4, 20);
      for (int i = 0; i < names.length; i++) {
        names[i] = faces.get(i).getDomAttribute("data-name");
      }
      faces.get(0).sendKeys("f");
      faces.get(0).sendKeys(Keys.ARROW_RIGHT);
      WebElement second = browser.switchTo().activeElement();
      assertThat(second.getDomAttribute("data-name")).isEqualTo(names[1]);
      second.sendKeys("d");
      faces.get(2).findElements(By.tagName("button")).getFirst().click();
      faces.get(3).sendKeys("k");
      faces.get(3).sendKeys("u");
      String decided = "3 of " + faces.size() + " decided: 1 kept, 1 flipped, 1 dropped";
      assertThat(browser.findElement(By.id("state")).getText()).isEqualTo(decided);

      browser.navigate().refresh();
      assertThat(browser.findElement(By.id("state")).getText()).isEqualTo(decided);
      Object overflow =
          browser.executeScript(
              "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(overflow).as("pixels that stick out at a width of 360").isEqualTo(0L);

      browser.findElement(By.id("save")).click();
      Path saved = saved();
      assertThat(saved)
          .content()
          .isEqualTo("file,correction\n%s,flip\n%s,drop\n%s,keep\n".formatted((Object[]) names));
      Run run = Run.of("evaluate", "ready", temp.resolve("faces"), "--corrections", saved);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).contains((FACES - 1) + " faces");
    } finally {
      browser.quit();
    }
  }

  /** Waits for the file that the browser saves. */
  private static Path saved() throws InterruptedException {
    Path file = temp.resolve("saved/corrections.csv");
    for (long left = Duration.ofSeconds(30).toMillis(); left > 0 && Files.notExists(file); ) {
      Thread.sleep(50);
      left -= 50;
    }
    return file;
  }
}
