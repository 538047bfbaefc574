package smilet.device.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import smilet.shared.fixed.Q15;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.model.Verdict;

final class LivePictureTest {
  private static final FrameFormat FORMAT = new FrameFormat(32, 32, 8);
  private static final Grid GRID = new Grid(8, 8);

  private final LivePicture picture = new LivePicture("title", FORMAT);
  private final LivePicture.State state = new LivePicture.State();
  private final Frame frame = new Frame(FORMAT);
  private final Reading reading = new Reading();

  private static String sent(TextScreen screen) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    screen.sendTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What is drawn, without colours and other controls. */
  private List<String> lines() throws IOException {
    String drawn = sent(picture.draw(state, frame, GRID));
    return drawn
        .replaceAll("\033\\[[0-9;?]*[A-Za-z]", "")
        .lines()
        .map(String::stripTrailing)
        .toList();
  }

  private void show(int probabilityQ15, Verdict verdict) {
    reading.set(1234, 0, probabilityQ15, verdict, verdict, 412_000, "c0ffee00");
    state.show(reading);
  }

  @Test
  void fitsAnOrdinaryTerminal() throws IOException {
    show(Q15.ONE, Verdict.SMILE);
    state.event("m".repeat(200));
    assertThat(lines()).hasSizeLessThanOrEqualTo(25).allMatch(line -> line.length() <= 80);
  }

  @Test
  void aSmileIsAFullBarAndALitLed() throws IOException {
    show(Q15.ONE, Verdict.SMILE);
    assertThat(lines())
        .contains("  100.0 % " + "█".repeat(50) + "  :-) smile")
        .contains("  LED ● on    frame 1234   capture to decision 0.4 ms");
  }

  @Test
  void fiftyPercentIsHalfABar() throws IOException {
    show(Q15.HALF, Verdict.UNSURE);
    assertThat(lines()).contains("   50.0 % " + "█".repeat(25) + " ".repeat(25) + "  :-| unsure");
  }

  @Test
  void aFaultIsShownWithADarkLed() throws IOException {
    show(Q15.ONE, Verdict.SMILE);
    state.fault("a wire is loose");
    assertThat(lines())
        .contains("    0.0 % " + " ".repeat(50) + "  ?   fault", "  a wire is loose")
        .anyMatch(line -> line.startsWith("  LED ○ off"));
  }

  @Test
  void theSecondPictureIsDrawnOverTheFirst() throws IOException {
    String first = sent(picture.draw(state, frame, GRID));
    long lines = first.chars().filter(c -> c == '\n').count();
    assertThat(first).doesNotContain("\033[" + lines + "A");
    assertThat(sent(picture.draw(state, frame, GRID))).contains("\r\033[" + lines + "A");
  }

  @Test
  void aSmallerFrameIsDrawnAsItIsAndLeavesNothingOfALargerOne() throws IOException {
    List<String> large = lines();
    frame.reshape(new FrameFormat(32, 8, 16));
    List<String> small = lines();
    assertThat(small)
        .hasSameSizeAs(large)
        .anyMatch(line -> line.startsWith("  sensor 32x8 16 bit"));
    assertThat(blocks(small)).isLessThan(blocks(large));
  }

  private static long blocks(List<String> lines) {
    return String.join("", lines).chars().filter(c -> c == '▀').count();
  }

  @Test
  void brightPixelsAreBrightAndDarkOnesDark() throws IOException {
    frame.pixels()[0] = 255; // one bright corner: the brightest of 24 greys is 255, black is 232
    String drawn = sent(picture.draw(state, frame, GRID));
    assertThat(drawn).contains("\033[38;5;255m\033[48;5;232m▀");
  }

  @Test
  void theCursorComesBackAtTheEnd() throws IOException {
    assertThat(sent(picture.draw(state, frame, GRID))).contains("\033[?25l");
    assertThat(sent(picture.end())).isEqualTo("\033[?25h");
  }
}
