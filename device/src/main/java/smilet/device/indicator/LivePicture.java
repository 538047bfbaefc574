package smilet.device.indicator;

import smilet.shared.error.OneLine;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.model.Verdict;

/** What the live view draws: the frame, the frame on the model's grid, the percentage, the LED. */
final class LivePicture {
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
  private FacePanel faces;
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
  TextScreen draw(LiveState state, Frame frame, Grid grid, ScreenSize room) {
    screen.clear().columns(room.columns() - 1).hideCursor();
    if (!room.equals(size)) {
      if (linesDrawn > 0) {
        screen.eraseAll(); // the terminal has wrapped and moved what was there
      }
      size = room;
      linesDrawn = 0;
      pictureLines = 0;
      modelGrid = null;
      faces = null;
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

  private void drawWhole(LiveState state, Frame frame, Grid grid, int lines) {
    screen.endLine().text("  ").text(title).endLine().endLine();
    if (state.looksForFaces()) {
      drawFaces(state, frame, lines);
    } else {
      drawPictures(state, frame, grid, lines);
    }
    screen.plain().endLine().endLine();
    bar(state);
    history(state);
    status(state);
    message(state);
  }

  private void drawFaces(LiveState state, Frame frame, int lines) {
    if (faces == null || !faces.format().equals(frame.format())) {
      faces = new FacePanel(frame.format(), new ScreenSize(lines, size.columns()));
      pictureLines = Math.max(pictureLines, faces.lines());
    }
    faces.take(frame, state);
    for (int line = 0; line < pictureLines; line++) {
      faces.draw(line, state, screen);
      screen.endLine();
    }
    screen.foreground(DIM).text("  sensor ").text(frame.format().toString()).text(", ");
    screen.text(FacePanel.count(state.faceCount())).text(", model ").text(state.modelName());
  }

  private void drawPictures(LiveState state, Frame frame, Grid grid, int lines) {
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
    for (int line = 0; line < pictureLines; line++) {
      screen.text("  ");
      sensor.draw(line, screen);
      screen.repeat(' ', GAP);
      model.draw(line, screen);
      screen.endLine();
    }
    captions(state);
  }

  /** The most important lines, if there is no room for a picture. */
  private void drawText(LiveState state, int lines) {
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

  private void captions(LiveState state) {
    String left = "sensor " + format;
    screen.foreground(DIM).text("  ").text(left);
    screen.repeat(' ', Math.max(2, sensor.columns() + GAP - left.length()));
    screen.text("model ").text(state.modelName()).text(" sees ").text(modelGrid.toString());
  }

  private void bar(LiveState state) {
    int permille = percentage(state);
    int eighths = permille * barColumns() * 8 / 1000;
    screen.background(TRACK).repeat('█', eighths / 8);
    if (eighths < barColumns() * 8) {
      screen.character(EIGHTHS.charAt(eighths % 8));
      screen.repeat(' ', barColumns() - 1 - eighths / 8);
    }
    screen.plain().text("  ").foreground(colour(state)).text(face(state)).plain().endLine();
  }

  /** Writes the percentage, and returns it in permille; a dash and 0 if there is nobody. */
  private int percentage(LiveState state) {
    if (state.isNobody()) {
      screen.foreground(DIM).text("      –   ");
      return 0;
    }
    int permille = state.readings() == 0 || state.faulty() ? 0 : state.permille(0);
    screen.text("  ").foreground(colour(state));
    screen.tenths(permille, 5).text(" % ");
    return permille;
  }

  private int barColumns() {
    return Math.clamp(size.columns() - BESIDE_BAR, 1, BAR_COLUMNS);
  }

  private void history(LiveState state) {
    screen.foreground(DIM).text("          ");
    for (int ago = barColumns() - 1; ago >= 0; ago--) {
      boolean known = ago < state.readings() && state.permille(ago) != LiveState.NOBODY;
      screen.character(known ? HEIGHTS.charAt(Math.min(7, state.permille(ago) / 125)) : ' ');
    }
    screen.plain().endLine();
  }

  private void status(LiveState state) {
    screen.text("  LED ");
    if (state.lit()) {
      screen.foreground(YELLOW).text("● on ");
    } else {
      screen.foreground(DIM).text("○ off");
    }
    screen.foreground(DIM).text("   frame ").number(state.number(), 1);
    screen.text("   capture to decision ").tenths(state.latencyMicros() / 100, 1).text(" ms");
    screen.plain().endLine();
  }

  private void message(LiveState state) {
    screen.text("  ").foreground(state.faulty() ? RED : DIM).text(shortened(state.message()));
    screen.plain().endLine();
  }

  /** With a mark if not all of it fits into the line. */
  private String shortened(String message) {
    int most = Math.max(1, size.columns() - 4);
    return message.length() <= most ? message : message.substring(0, most - 1) + "…";
  }

  private static int colour(LiveState state) {
    if (state.faulty()) {
      return RED;
    }
    return state.isNobody() ? DIM : colour(state.verdict());
  }

  private static String face(LiveState state) {
    if (state.faulty()) {
      return "?   fault";
    }
    return state.isNobody() ? "nobody" : face(state.verdict());
  }

  static int colour(Verdict verdict) {
    return switch (verdict) {
      case SMILE -> GREEN;
      case UNSURE -> YELLOW;
      case NOT_SMILE -> BLUE;
    };
  }

  static String face(Verdict verdict) {
    return switch (verdict) {
      case SMILE -> ":-) smile";
      case UNSURE -> ":-| unsure";
      case NOT_SMILE -> ":-( no smile";
    };
  }
}
