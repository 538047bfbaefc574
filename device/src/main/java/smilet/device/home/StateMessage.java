package smilet.device.home;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A moment in JSON, in the words of the lines of JSON. What there is not is null. */
final class StateMessage {
  private StateMessage() {}

  static String json(Moment moment) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("frame", moment.frame);
      json.writeStringField("decision", moment.decision);
      json.writeFieldName("percent");
      if (moment.permille == Moment.NONE) {
        json.writeNull();
      } else {
        json.writeRawValue(moment.permille / 10 + "." + moment.permille % 10);
      }
      json.writeFieldName("latencyMicros");
      if (moment.decision == null) {
        json.writeNull();
      } else {
        json.writeNumber(moment.latencyNanos / 1000);
      }
      json.writeStringField("model", moment.model);
      json.writeBooleanField("paused", moment.paused);
      json.writeStringField("problem", moment.problem);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no I/O
    }
    return text.toString();
  }
}
