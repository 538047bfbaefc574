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
  /** The name of a reading in which there is no face. */
  private static final String NOBODY = "nobody";

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

  /** The name of a reading's decision: that of its verdict, or "nobody". */
  public static String decision(Reading reading) {
    return reading.isNobody() ? NOBODY : word(reading.decision());
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
      if (reading.looksForFaces()) {
        writeFaces(reading);
      }
      if (reading.isNobody()) {
        json.writeStringField("verdict", NOBODY);
        json.writeStringField("decision", NOBODY);
      } else {
        writeAnswer(reading.permille(), reading.logitQ16(), reading.verdict(), reading.decision());
      }
      json.writeNumberField("latencyMicros", reading.latencyNanos() / 1000);
      json.writeStringField("model", reading.modelName());
      endLine();
    } catch (IOException e) {
      readerGone = true;
    }
  }

  private void writeFaces(Reading reading) throws IOException {
    json.writeArrayFieldStart("faces");
    for (int i = 0; i < reading.faceCount(); i++) {
      FaceReading face = reading.face(i);
      json.writeStartObject();
      json.writeNumberField("id", face.id());
      json.writeNumberField("x", face.x());
      json.writeNumberField("y", face.y());
      json.writeNumberField("side", face.side());
      writeAnswer(face.permille(), face.logitQ16(), face.verdict(), face.decision());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeAnswer(int permille, int logitQ16, Verdict verdict, Verdict decision)
      throws IOException {
    json.writeFieldName("percent");
    json.writeRawValue(decimal, 0, tenths(permille));
    json.writeNumberField("logitQ16", logitQ16);
    json.writeStringField("verdict", word(verdict));
    json.writeStringField("decision", word(decision));
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
