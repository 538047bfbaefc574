package smilet.device.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Writes a reply that is one JSON object. */
final class JsonReply {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the fields of the object. */
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonReply() {}

  static Reply of(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    }
    return Reply.json(bytes.toByteArray());
  }
}
