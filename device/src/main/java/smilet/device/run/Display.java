package smilet.device.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.JsonLines;
import smilet.device.indicator.LiveView;
import smilet.device.indicator.PlainLines;
import smilet.device.indicator.ScreenSize;
import smilet.device.loop.Summary;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/**
 * What is printed while the loop runs; a summary follows in each case. Not a switch over types but
 * methods, because the virtual machine generates such a switch anew at every start.
 */
public sealed interface Display {
  /** Opens it. {@code modelGrid} gives the grid of the model that runs. */
  Indicator open(OutputStream out, FrameFormat format, Supplier<Grid> modelGrid);

  /** The line that takes the place of lines that a slow reader has missed. */
  default LongFunction<String> leftOut() {
    return PlainLines::leftOut;
  }

  /** The end of the run. */
  default String summary(Summary summary) {
    return "\n" + SummaryText.words(summary);
  }

  /** Whether lines of the log may appear meanwhile. */
  default boolean leavesRoomForLog() {
    return true;
  }

  /** One line of JSON per frame. */
  record Json() implements Display {
    @Override
    public Indicator open(OutputStream out, FrameFormat format, Supplier<Grid> modelGrid) {
      return new JsonLines(out);
    }

    @Override
    public LongFunction<String> leftOut() {
      return JsonLines::leftOut;
    }

    @Override
    public String summary(Summary summary) {
      return SummaryText.json(summary) + "\n";
    }
  }

  /** One line of text per change of the decision. */
  record Lines() implements Display {
    @Override
    public Indicator open(OutputStream out, FrameFormat format, Supplier<Grid> modelGrid) {
      return new PlainLines(new PrintStream(out, true, StandardCharsets.UTF_8));
    }
  }

  /**
   * A picture that is drawn in place on a terminal.
   *
   * @param title its first line
   * @param size gives the size of the terminal now
   */
  record Live(String title, Supplier<ScreenSize> size) implements Display {
    /** It draws with escapes, which {@code out} would remove, so it opens its own output. */
    @Override
    public Indicator open(OutputStream out, FrameFormat format, Supplier<Grid> modelGrid) {
      return new LiveView(new FileOutputStream(FileDescriptor.out), title, format, modelGrid, size);
    }

    @Override
    public boolean leavesRoomForLog() {
      return false;
    }
  }
}
