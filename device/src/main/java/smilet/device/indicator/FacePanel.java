package smilet.device.indicator;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/**
 * The part of the live picture that shows found faces: the whole frame with a numbered box around
 * each face, and beside it what the model says about each.
 */
final class FacePanel {
  /** The columns of the list of faces, as " 1 97.3 % :-( no smile". */
  private static final int LIST_COLUMNS = 28;

  /** The most pixels per side, so that a large terminal is not filled by them. */
  private static final int MAX_SIDE = 96;

  private final FrameFormat format;
  private final PixelPicture picture;

  /**
   * @param room the most lines, and the columns of the terminal
   */
  FacePanel(FrameFormat format, ScreenSize room) {
    this.format = format;
    int columns = Math.clamp(room.columns() - LIST_COLUMNS - 3, 1, MAX_SIDE);
    int rows = Math.min(MAX_SIDE, 2 * room.rows());
    // The largest picture with the frame's shape, no larger than the frame.
    int width = Math.min(columns, format.width());
    int height = Math.max(1, width * format.height() / format.width());
    if (height > rows) {
      height = rows;
      width = Math.max(1, height * format.width() / format.height());
    }
    picture =
        new PixelPicture(
            format, new Grid(width, height), new ScreenSize((rows + 1) / 2, columns), MAX_SIDE);
  }

  FrameFormat format() {
    return format;
  }

  int lines() {
    return picture.lines();
  }

  void take(Frame frame, LiveState state) {
    picture.take(frame);
    for (int i = 0; i < state.faceCount(); i++) {
      FaceReading face = state.face(i);
      picture.mark(face, LivePicture.colour(face.verdict()), (char) ('1' + i));
    }
  }

  /** Draws one line of the panel. */
  void draw(int line, LiveState state, TextScreen screen) {
    screen.text("  ");
    picture.draw(line, screen);
    if (line < state.faceCount()) {
      FaceReading face = state.face(line);
      screen.foreground(LivePicture.colour(face.verdict())).text("  ").number(line + 1, 1);
      screen.tenths(face.permille(), 6).text(" %  ").text(LivePicture.face(face.verdict()));
      screen.plain();
    }
  }

  /** How many faces there are, for the line below the panel. */
  static String count(int faces) {
    return switch (faces) {
      case 0 -> "nobody";
      case 1 -> "1 face";
      default -> faces + " faces";
    };
  }
}
