package smilet.device.indicator;

import java.io.PrintStream;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.shared.frame.Frame;

/** Prints a line of text when the decision changes, for pipes, files and the journal. */
public final class PlainLines implements Indicator {
  private static final Logger LOG = LoggerFactory.getLogger(PlainLines.class);

  private final PrintStream out;
  private String shown = "";
  private volatile boolean off;

  public PlainLines(PrintStream out) {
    this.out = out;
  }

  /** The line in the place of lines that were left out, because their reader was too slow. */
  public static String leftOut(long lines) {
    return String.format(
        Locale.ROOT, "%d lines were left out, because the reader is too slow", lines);
  }

  @Override
  public void show(Reading reading, Frame frame) {
    if (off || JsonLines.decision(reading).equals(shown)) {
      return;
    }
    shown = JsonLines.decision(reading);
    out.println(String.format(Locale.ROOT, "frame %d: %s", reading.number(), words(reading)));
  }

  /** What a reading says: "smile, 97.3 %", or "smile, 97.3 %, 2 faces", or "nobody". */
  static String words(Reading reading) {
    if (reading.isNobody()) {
      return JsonLines.decision(reading);
    }
    int permille = reading.permille();
    return String.format(
        Locale.ROOT,
        "%s, %d.%d %%%s",
        JsonLines.decision(reading),
        permille / 10,
        permille % 10,
        reading.looksForFaces() ? ", " + FacePanel.count(reading.faceCount()) : "");
  }

  @Override
  public void fault(String message) {
    shown = "";
  }

  @Override
  public void event(LoopEvent kind, String message) {
    switch (kind) {
      case FAULT, REFUSED, DRIFT -> LOG.warn(message);
      case RECOVERED, MODEL, PAUSED, RESUMED, SETTLED -> LOG.info(message);
    }
  }

  @Override
  public boolean readerGone() {
    return out.checkError();
  }

  @Override
  public void off() {
    off = true;
  }
}
