package smilet.device.indicator;

import smilet.shared.error.OneLine;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.model.Verdict;

/** What the live view draws: the frame, the frame on the model's grid, the percentage, the LED. */
final class LivePicture {
  /** Everything that is drawn apart from the frame. */
  static final class State {
    private static final int HISTORY = 64;

    private final short[] permilles = new short[HISTORY];
    private long readings;
    private long number;
    private long latencyMicros;
    private Verdict verdict = Verdict.UNSURE;
    private boolean lit;
    private String modelName = "";
    private String message = "";
    private boolean faulty;

    void show(Reading reading) {
      permilles[(int) (readings % HISTORY)] = (short) reading.permille();
      readings++;
      number = reading.number();
      latencyMicros = reading.latencyNanos() / 1000;
      verdict = reading.verdict();
      lit = reading.decision() == Verdict.SMILE;
      modelName = reading.modelName();
      faulty = false;
    }

    void fault(String message) {
      faulty = true;
      lit = false;
      this.message = OneLine.of(message);
    }

    void event(String message) {
      this.message = OneLine.of(message);
    }

    void dark() {
      lit = false;
    }

    void copyFrom(State other) {
      System.arraycopy(other.permilles, 0, permilles, 0, HISTORY);
      readings = other.readings;
      number = other.number;
      latencyMicros = other.latencyMicros;
      verdict = other.verdict;
      lit = other.lit;
      modelName = other.modelName;
      message = other.message;
      faulty = other.faulty;
    }

    /** The permille {@code ago} readings before the last one. */
    private int permille(int ago) {
      return permilles[(int) ((readings - 1 - ago) % HISTORY)];
    }
  }

  private static final int BAR_COLUMNS = 50;

  /** What the bar leaves free: the percentage before it, the verdict behind it, the last column. */
  private static final int BESIDE_BAR = 26;

  private static final int GAP = 6;

  /** The lines of a whole picture beside those of the pixels. */
  private static final int TEXT_LINES = 9;

  /** With fewer lines than this for the pixels, only text is drawn. */
  private static final int MIN_PIXEL_LINES = 3;

  /** Indices into the 256 standard colours. */
  private static final int GREEN = 114;

  private static final int YELLOW = 221;
  private static final int BLUE = 110;
  private static final int RED = 203;
  private static final int DIM = 242;
  private static final int TRACK = 237;

  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
  private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

  private final String title;
  private FrameFormat format;
  private final TextScreen screen = new TextScreen();
  private PixelPicture sensor;
  private PixelPicture model;
  private Grid modelGrid;
  private ScreenSize size = ScreenSize.USUAL;
  private int pictureLines;
  private int linesDrawn;

  LivePicture(String title, FrameFormat format) {
    this.title = OneLine.of(title);
    this.format = format;
  }

  /**
   * Draws over the previous picture, never more than fits on the screen: then nothing scrolls.
   *
   * @param room the size of the screen now
   */
  TextScreen draw(State state, Frame frame, Grid grid, ScreenSize room) {
    screen.clear().columns(room.columns() - 1).hideCursor();
    if (!room.equals(size)) {
      if (linesDrawn > 0) {
        screen.eraseAll(); // the terminal has wrapped and moved what was there
      }
      size = room;
      linesDrawn = 0;
      pictureLines = 0;
      modelGrid = null;
    }
    if (linesDrawn > 0) {
      screen.up(linesDrawn);
    }
    // The cursor stands in the line below the picture.
    int pixelLines = size.rows() - 1 - TEXT_LINES;
    if (pixelLines >= MIN_PIXEL_LINES && size.columns() > 2 * GAP) {
      drawWhole(state, frame, grid, pixelLines);
    } else {
      drawText(state, size.rows() - 1);
    }
    linesDrawn = screen.lines();
    return screen;
  }

  private void drawWhole(State state, Frame frame, Grid grid, int lines) {
    if (!grid.equals(modelGrid) || !frame.format().equals(format)) {
      modelGrid = grid;
      format = frame.format();
      ScreenSize half = new ScreenSize(lines, Math.max(1, (size.columns() - 3 - GAP) / 2));
      sensor = new PixelPicture(format, format.grid(), half);
      model = new PixelPicture(format, grid, half);
      // Never fewer lines than before: they would stay on the screen.
      pictureLines = Math.max(pictureLines, Math.max(sensor.lines(), model.lines()));
    }
    sensor.take(frame);
    model.take(frame);
    screen.endLine().text("  ").text(title).endLine().endLine();
    for (int line = 0; line < pictureLines; line++) {
      screen.text("  ");
      sensor.draw(line, screen);
      screen.repeat(' ', GAP);
      model.draw(line, screen);
      screen.endLine();
    }
    captions(state);
    bar(state);
    history(state);
    status(state);
    message(state);
  }

  /** The most important lines, if there is no room for a picture. */
  private void drawText(State state, int lines) {
    if (lines >= 4) {
      screen.text("  ").text(title).endLine();
    }
    if (lines >= 1) {
      bar(state);
    } else {
      screen.home(); // in the only line
      percentage(state);
      screen.plain().eraseRest();
    }
    if (lines >= 2) {
      status(state);
    }
    if (lines >= 3) {
      message(state);
    }
  }

  /** Shows the cursor again. */
  TextScreen end() {
    return screen.clear().showCursor();
  }

  private void captions(State state) {
    String left = "sensor " + format;
    screen.foreground(DIM).text("  ").text(left);
    screen.repeat(' ', Math.max(2, sensor.columns() + GAP - left.length()));
    screen.text("model ").text(state.modelName).text(" sees ").text(modelGrid.toString());
    screen.plain().endLine().endLine();
  }

  private void bar(State state) {
    int permille = percentage(state);
    int eighths = permille * barColumns() * 8 / 1000;
    screen.background(TRACK).repeat('█', eighths / 8);
    if (eighths < barColumns() * 8) {
      screen.character(EIGHTHS.charAt(eighths % 8));
      screen.repeat(' ', barColumns() - 1 - eighths / 8);
    }
    screen.plain().text("  ").foreground(state.faulty ? RED : colour(state.verdict));
    screen.text(state.faulty ? "?   fault" : face(state.verdict)).plain().endLine();
  }

  private int percentage(State state) {
    int permille = state.readings == 0 || state.faulty ? 0 : state.permille(0);
    screen.text("  ").foreground(state.faulty ? RED : colour(state.verdict));
    screen.tenths(permille, 5).text(" % ");
    return permille;
  }

  private int barColumns() {
    return Math.clamp(size.columns() - BESIDE_BAR, 1, BAR_COLUMNS);
  }

  private void history(State state) {
    screen.foreground(DIM).text("          ");
    for (int ago = barColumns() - 1; ago >= 0; ago--) {
      boolean known = ago < state.readings;
      screen.character(known ? HEIGHTS.charAt(Math.min(7, state.permille(ago) / 125)) : ' ');
    }
    screen.plain().endLine();
  }

  private void status(State state) {
    screen.text("  LED ");
    if (state.lit) {
      screen.foreground(YELLOW).text("● on ");
    } else {
      screen.foreground(DIM).text("○ off");
    }
    screen.foreground(DIM).text("   frame ").number(state.number, 1);
    screen.text("   capture to decision ").tenths(state.latencyMicros / 100, 1).text(" ms");
    screen.plain().endLine();
  }

  private void message(State state) {
    screen.text("  ").foreground(state.faulty ? RED : DIM).text(shortened(state.message));
    screen.plain().endLine();
  }

  /** With a mark if not all of it fits into the line. */
  private String shortened(String message) {
    int most = Math.max(1, size.columns() - 4);
    return message.length() <= most ? message : message.substring(0, most - 1) + "…";
  }

  private static int colour(Verdict verdict) {
    return switch (verdict) {
      case SMILE -> GREEN;
      case UNSURE -> YELLOW;
      case NOT_SMILE -> BLUE;
    };
  }

  private static String face(Verdict verdict) {
    return switch (verdict) {
      case SMILE -> ":-) smile";
      case UNSURE -> ":-| unsure";
      case NOT_SMILE -> ":-( no smile";
    };
  }
}
