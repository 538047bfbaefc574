package smilet.device.indicator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import smilet.shared.frame.Frame;
import smilet.shared.model.Verdict;

/**
 * Prints one line of JSON per reading and per event. One generator writes all of them, so that a
 * reading allocates nothing.
 */
public final class JsonLines implements Indicator {
  private final JsonGenerator json;
  private final char[] decimal = new char[8];
  private volatile boolean off;
  private boolean readerGone;

  /**
   * @param out receives whole lines, flushed
   */
  public JsonLines(OutputStream out) {
    try {
      json = new JsonFactory().createGenerator(out);
    } catch (IOException e) {
      throw new IllegalStateException(e); // nothing is written yet, so nothing can fail
    }
    json.setRootValueSeparator(null);
  }

  /** The name of a verdict in all output: "smile", "unsure" or "not-smile". */
  public static String word(Verdict verdict) {
    return switch (verdict) {
      case SMILE -> "smile";
      case UNSURE -> "unsure";
      case NOT_SMILE -> "not-smile";
    };
  }

  /** The line in the place of lines that were left out, because their reader was too slow. */
  public static String leftOut(long lines) {
    return String.format(
        Locale.ROOT,
        "{\"news\":\"left-out\",\"message\":\"%d lines, because the reader is too slow\"}",
        lines);
  }

  @Override
  public void show(Reading reading, Frame frame) {
    if (off || readerGone) {
      return;
    }
    try {
      json.writeStartObject();
      json.writeNumberField("frame", reading.number());
      json.writeFieldName("percent");
      json.writeRawValue(decimal, 0, tenths(reading.permille()));
      json.writeNumberField("logitQ16", reading.logitQ16());
      json.writeStringField("verdict", word(reading.verdict()));
      json.writeStringField("decision", word(reading.decision()));
      json.writeNumberField("latencyMicros", reading.latencyNanos() / 1000);
      json.writeStringField("model", reading.modelName());
      endLine();
    } catch (IOException e) {
      readerGone = true;
    }
  }

  @Override
  public void fault(String message) {}

  @Override
  public void event(LoopEvent kind, String message) {
    if (off || readerGone) {
      return;
    }
    try {
      json.writeStartObject();
      json.writeStringField("news", kind.name().toLowerCase(Locale.ROOT));
      json.writeStringField("message", message);
      endLine();
    } catch (IOException e) {
      readerGone = true;
    }
  }

  private void endLine() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  /** Writes 0 to 1000 as "0.0" to "100.0" into {@link #decimal}; returns the length. */
  private int tenths(int permille) {
    int length = 0;
    if (permille >= 1000) {
      decimal[length++] = '1';
    }
    if (permille >= 100) {
      decimal[length++] = (char) ('0' + permille / 100 % 10);
    }
    decimal[length++] = (char) ('0' + permille / 10 % 10);
    decimal[length++] = '.';
    decimal[length++] = (char) ('0' + permille % 10);
    return length;
  }

  @Override
  public boolean readerGone() {
    return readerGone;
  }

  @Override
  public void off() {
    off = true;
  }
}
