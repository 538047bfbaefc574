package smilet.device.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import smilet.shared.file.VerificationKey;
import smilet.shared.frame.Grid;
import smilet.shared.store.ActivationOutcome;
import smilet.shared.store.ModelFailure;
import smilet.shared.store.StoreStatus;

/** The line of JSON that a command on the model store prints. */
final class StoreAnswer {
  private StoreAnswer() {}

  /** Writes the fields of an object. */
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  static String refused(String reason) {
    return object(
        json -> {
          json.writeBooleanField("installed", false);
          json.writeStringField("reason", reason.lines().findFirst().orElse("no reason"));
        });
  }

  /** What is installed, and if the loop failed with it, why. */
  static String installed(String hash, ActivationOutcome loop, Optional<ModelFailure> failure) {
    return object(
        json -> {
          json.writeBooleanField("installed", true);
          json.writeStringField("hash", hash);
          json.writeStringField("loop", loop.word());
          if (failure.isPresent()) {
            json.writeStringField("reason", failure.get().reason());
          }
        });
  }

  static String status(StoreStatus status) {
    return object(
        json -> {
          writeOptional(json, "current", status.current());
          json.writeArrayFieldStart("before");
          for (String hash : status.before()) {
            json.writeString(hash);
          }
          json.writeEndArray();
          json.writeBooleanField("loopRuns", status.loopRuns());
          writeOptional(json, "sensor", status.sensor().map(Grid::toString));
          writeOptional(json, "running", status.running());
          writeOptional(json, "since", status.condition().since());
          writeOptional(json, "fault", status.condition().fault());
          writeOptional(json, "drift", status.condition().drift());
          if (status.failure().isPresent()) {
            json.writeObjectFieldStart("failed");
            json.writeStringField("hash", status.failure().get().hash());
            json.writeStringField("reason", status.failure().get().reason());
            json.writeEndObject();
          }
          writeOptional(json, "trying", status.trying());
          json.writeArrayFieldStart("trustedKeys");
          for (VerificationKey key : status.trust().ring().keys()) {
            json.writeString(key.hex());
          }
          json.writeEndArray();
          writeOptional(json, "for", status.trust().kind());
          json.writeNumberField("newestVersion", status.trust().newestVersion());
          if (status.newestSignedEpochSeconds().isPresent()) {
            json.writeNumberField(
                "newestSignedEpochSeconds", status.newestSignedEpochSeconds().getAsLong());
          }
        });
  }

  private static void writeOptional(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  private static String object(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no I/O
    }
    return text.toString();
  }
}
