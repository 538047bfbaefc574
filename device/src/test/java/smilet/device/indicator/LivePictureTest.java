package smilet.device.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  private final LiveState state = new LiveState();
  private final Frame frame = new Frame(FORMAT);
  private final Reading reading = new Reading();

  private static String sent(TextScreen screen) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    screen.sendTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What is drawn, without colours and other controls. */
  private List<String> lines() throws IOException {
    String drawn = sent(picture.draw(state, frame, GRID, ScreenSize.USUAL));
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
    assertThat(lines()).hasSize(23).allMatch(line -> line.length() < 80);
  }

  @Test
  void nothingScrollsOrWrapsOnAScreenOfAnySizeEvenWhileItChanges() throws IOException {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      LivePicture drawn = new LivePicture("a title of " + "some ".repeat(20) + "words", FORMAT);
      Screen screen = new Screen();
      for (int change = 0; change < 4; change++) {
        ScreenSize size =
            change == 3 && round % 2 == 0
                ? ScreenSize.USUAL
                : new ScreenSize(1 + random.nextInt(40), 1 + random.nextInt(120));
        screen.resize(size);
        for (int i = 0; i < 3; i++) {
          reading.set(
              1L << (20 * i),
              0,
              random.nextInt(Q15.ONE),
              Verdict.SMILE,
              Verdict.SMILE,
              412_000,
              "c0ffee00");
          state.show(reading);
          state.event("面白い: " + "m".repeat(random.nextInt(200)));
          screen.take(sent(drawn.draw(state, frame, GRID, size)));
        }
        assertThat(screen.scrolled).as("lines that scrolled at %s", size).isZero();
        assertThat(screen.wrapped).as("lines that wrapped at %s", size).isZero();
        assertThat(screen.text()).as("what is drawn at %s", size).isNotBlank();
      }
    }
  }

  /** As much of a terminal as the live view uses: where things are written, and what scrolls. */
  private static final class Screen {
    private ScreenSize size = ScreenSize.USUAL;
    private char[][] cells;
    private int row;
    private int column;
    private int scrolled;
    private int wrapped;

    void resize(ScreenSize newSize) {
      size = newSize;
      cells = new char[size.rows()][size.columns()]; // what was there is somewhere else now
      row = Math.min(row, size.rows() - 1);
      column = 0;
    }

    String text() {
      return Arrays.stream(cells).map(String::new).collect(Collectors.joining("\n"));
    }

    void take(String output) {
      Matcher piece = Pattern.compile("\033\\[([0-9;?]*)([A-Za-z])|\\X").matcher(output);
      while (piece.find()) {
        if (piece.group(2) != null) {
          control(piece.group(2).charAt(0), piece.group(1));
        } else if (piece.group().equals("\r")) {
          column = 0;
        } else if (piece.group().equals("\n")) {
          column = 0; // the driver of the terminal adds a carriage return
          scrolled += row == size.rows() - 1 ? 1 : 0;
          row = Math.min(row + 1, size.rows() - 1);
        } else {
          column += piece.group().codePointAt(0) > 0x2e80 ? 2 : 1;
          wrapped += column > size.columns() ? 1 : 0;
          cells[row][Math.min(column, size.columns()) - 1] = piece.group().charAt(0);
        }
      }
    }

    private void control(char kind, String parameters) {
      switch (kind) {
        case 'A' -> row = Math.max(0, row - Integer.parseInt(parameters));
        case 'H' -> {
          row = 0;
          column = 0;
        }
        default -> {} // colours and erasing move nothing
      }
    }
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
  void facesAreDrawnWithABoxEachAndListedBesideTheFrame() throws IOException {
    frame.reshape(new FrameFormat(320, 240, 8));
    state.show(FaceReadings.two());
    List<String> drawn = lines();
    assertThat(drawn).hasSize(23).allMatch(line -> line.length() < 80);
    assertThat(drawn.get(3)).endsWith("  1  26.9 %  :-( no smile");
    assertThat(drawn.get(4)).contains("1").endsWith("  2 100.0 %  :-) smile");
    assertThat(drawn.subList(3, 17)).as("37 x 28 pixels").allMatch(line -> line.length() >= 39);
    assertThat(drawn)
        .contains(
            "  sensor 320x240 8 bit, 2 faces, model c0ffee00",
            "  100.0 % " + "█".repeat(50) + "  :-) smile");
    String colours = sent(picture.draw(state, frame, GRID, ScreenSize.USUAL));
    assertThat(colours)
        .as("black numbers on the colours of the verdicts")
        .contains("\033[38;5;16m\033[48;5;110m1", "\033[38;5;16m\033[48;5;114m2");
  }

  @Test
  void nobodyHasNoPercentageAndLeavesAGapInTheHistory() throws IOException {
    frame.reshape(new FrameFormat(320, 240, 8));
    state.show(FaceReadings.two());
    state.show(FaceReadings.nobody());
    state.show(FaceReadings.two());
    assertThat(lines()).contains("          " + " ".repeat(47) + "█ █");
    state.show(FaceReadings.nobody());
    assertThat(lines())
        .contains(
            "      –   " + " ".repeat(50) + "  nobody",
            "  sensor 320x240 8 bit, nobody, model c0ffee00")
        .noneMatch(line -> line.contains(" % "))
        .anyMatch(line -> line.startsWith("  LED ○ off"));
  }

  @Test
  void facesFitAScreenOfAnySize() throws IOException {
    Random random = new Random(2);
    frame.reshape(new FrameFormat(640, 480, 8));
    for (int round = 0; round < 200; round++) {
      ScreenSize size = new ScreenSize(1 + random.nextInt(60), 1 + random.nextInt(200));
      Screen screen = new Screen();
      screen.resize(size);
      LivePicture drawn = new LivePicture("title", FORMAT);
      for (int i = 0; i < 3; i++) {
        state.show(i == 1 ? FaceReadings.nobody() : FaceReadings.two());
        screen.take(sent(drawn.draw(state, frame, GRID, size)));
      }
      assertThat(screen.scrolled).as("lines that scrolled at %s", size).isZero();
      assertThat(screen.wrapped).as("lines that wrapped at %s", size).isZero();
    }
  }

  @Test
  void theSecondPictureIsDrawnOverTheFirst() throws IOException {
    String first = sent(picture.draw(state, frame, GRID, ScreenSize.USUAL));
    long lines = first.chars().filter(c -> c == '\n').count();
    assertThat(first).doesNotContain("\033[" + lines + "A");
    assertThat(sent(picture.draw(state, frame, GRID, ScreenSize.USUAL)))
        .contains("\r\033[" + lines + "A");
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
    String drawn = sent(picture.draw(state, frame, GRID, ScreenSize.USUAL));
    assertThat(drawn).contains("\033[38;5;255m\033[48;5;232m▀");
  }

  @Test
  void theCursorComesBackAtTheEnd() throws IOException {
    assertThat(sent(picture.draw(state, frame, GRID, ScreenSize.USUAL))).contains("\033[?25l");
    assertThat(sent(picture.end())).isEqualTo("\033[?25h");
  }
}
