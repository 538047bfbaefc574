package smilet.device.home;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * The message by which Home Assistant finds the device and its entities ("device discovery" in the
 * documentation of its MQTT integration).
 */
final class Discovery {
  private final HomeSettings settings;
  private final Topics topics;
  private final String version;
  private final StringWriter text = new StringWriter();
  private JsonGenerator json;

  private Discovery(HomeSettings settings, Topics topics, String version) {
    this.settings = settings;
    this.topics = topics;
    this.version = version;
  }

  /**
   * Writes the message.
   *
   * @param version of the program
   */
  static String json(HomeSettings settings, Topics topics, String version) {
    return new Discovery(settings, topics, version).written();
  }

  private String written() {
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      json = generator;
      json.writeStartObject();
      writeDevice();
      json.writeStringField("availability_topic", topics.availability());
      json.writeObjectFieldStart("components");
      writeEntities();
      for (HomeCommand command : settings.commands()) {
        writeButton(command);
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no I/O
    }
    return text.toString();
  }

  private void writeDevice() throws IOException {
    json.writeObjectFieldStart("device");
    json.writeArrayFieldStart("identifiers");
    json.writeString("smilet_" + settings.id());
    json.writeEndArray();
    json.writeStringField("name", "Smilet " + settings.id());
    json.writeStringField("manufacturer", "Smilet");
    json.writeStringField("model", "Smile detector");
    json.writeStringField("sw_version", version);
    json.writeEndObject();
    json.writeObjectFieldStart("origin");
    json.writeStringField("name", "smilet-device");
    json.writeStringField("sw_version", version);
    json.writeEndObject();
  }

  private void writeEntities() throws IOException {
    begin("binary_sensor", "smile", "Smile");
    writeState(
        "{{ 'ON' if value_json.decision == 'smile' else 'OFF' if value_json.decision else 'None'"
            + " }}");
    json.writeStringField("icon", "mdi:emoticon-happy-outline");
    json.writeEndObject();
    begin("sensor", "percent", "Smile percentage");
    writeState("{{ value_json.percent }}");
    writeMeasurement("%");
    json.writeEndObject();
    begin("binary_sensor", "problem", "Problem");
    writeState("{{ 'ON' if value_json.problem else 'OFF' }}");
    json.writeStringField("device_class", "problem");
    writeDiagnostic();
    json.writeStringField("json_attributes_topic", topics.state());
    json.writeStringField(
        "json_attributes_template", "{{ {'problem': value_json.problem} | tojson }}");
    json.writeEndObject();
    begin("sensor", "model", "Model");
    writeState("{{ value_json.model }}");
    writeDiagnostic();
    json.writeEndObject();
    begin("sensor", "latency", "Latency");
    writeState(
        "{{ (value_json.latencyMicros / 1000) | round(1) if value_json.latencyMicros is number else"
            + " 'None' }}");
    json.writeStringField("device_class", "duration");
    writeMeasurement("ms");
    writeDiagnostic();
    json.writeEndObject();
  }

  private void writeButton(HomeCommand command) throws IOException {
    begin("button", command.word().replace('-', '_'), command.title());
    json.writeStringField("command_topic", topics.command());
    json.writeStringField("payload_press", command.word());
    json.writeStringField("entity_category", "config");
    json.writeEndObject();
  }

  private void begin(String platform, String key, String name) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeStringField("platform", platform);
    json.writeStringField("name", name);
    json.writeStringField("unique_id", "smilet_" + settings.id() + "_" + key);
    // Home Assistant has no capitals and no "-" in these.
    String id = settings.id().toLowerCase(Locale.ROOT).replace('-', '_');
    json.writeStringField("default_entity_id", platform + ".smilet_" + id + "_" + key);
  }

  private void writeState(String template) throws IOException {
    json.writeStringField("state_topic", topics.state());
    json.writeStringField("value_template", template);
    json.writeNumberField("expire_after", PublishPlan.EXPIRE_SECONDS);
  }

  private void writeMeasurement(String unit) throws IOException {
    json.writeStringField("unit_of_measurement", unit);
    json.writeStringField("state_class", "measurement");
  }

  private void writeDiagnostic() throws IOException {
    json.writeStringField("entity_category", "diagnostic");
  }
}
