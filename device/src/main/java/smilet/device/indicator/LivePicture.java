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
    private int readings;
    private long number;
    private long latencyMicros;
    private Verdict verdict = Verdict.UNSURE;
    private boolean lit;
    private String modelName = "";
    private String message = "";
    private boolean faulty;

    void show(Reading reading) {
      permilles[readings % HISTORY] = (short) reading.permille();
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
      return permilles[(readings - 1 - ago) % HISTORY];
    }
  }

  private static final int BAR_COLUMNS = 50;
  private static final int GAP = 6;

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
  private int pictureLines;
  private int linesDrawn;

  LivePicture(String title, FrameFormat format) {
    this.title = OneLine.of(title);
    this.format = format;
  }

  /** Draws over the previous picture. */
  TextScreen draw(State state, Frame frame, Grid grid) {
    if (!grid.equals(modelGrid) || !frame.format().equals(format)) {
      modelGrid = grid;
      format = frame.format();
      sensor = new PixelPicture(format, format.grid());
      model = new PixelPicture(format, grid);
      // Never fewer lines than before: they would stay on the screen.
      pictureLines = Math.max(pictureLines, Math.max(sensor.lines(), model.lines()));
    }
    sensor.take(frame);
    model.take(frame);
    screen.clear().hideCursor();
    if (linesDrawn > 0) {
      screen.up(linesDrawn);
    }
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
    linesDrawn = screen.lines();
    return screen;
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
    int permille = state.readings == 0 || state.faulty ? 0 : state.permille(0);
    int colour = state.faulty ? RED : colour(state.verdict);
    screen.text("  ").foreground(colour).tenths(permille, 5).text(" % ");
    int eighths = permille * BAR_COLUMNS * 8 / 1000;
    screen.background(TRACK).repeat('█', eighths / 8);
    if (eighths < BAR_COLUMNS * 8) {
      screen.character(EIGHTHS.charAt(eighths % 8));
      screen.repeat(' ', BAR_COLUMNS - 1 - eighths / 8);
    }
    screen.plain().text("  ").foreground(colour);
    screen.text(state.faulty ? "?   fault" : face(state.verdict)).plain().endLine();
  }

  private void history(State state) {
    screen.foreground(DIM).text("          ");
    for (int ago = BAR_COLUMNS - 1; ago >= 0; ago--) {
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
    screen.text("  ").foreground(state.faulty ? RED : DIM).text(shortened(state.message));
    screen.plain().endLine();
  }

  /** Short enough not to wrap, which would make the picture one line taller. */
  private static String shortened(String message) {
    return message.length() <= 76 ? message : message.substring(0, 75) + "…";
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
