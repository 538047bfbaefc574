package smilet.device.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import smilet.device.capture.CaptureFolder;
import smilet.device.capture.Recorder;
import smilet.shared.capture.CaptureLabel;
import smilet.shared.capture.CaptureName;
import smilet.shared.capture.Situation;

/**
 * Captured frames: consent, capturing while a button is held, review. {@code /captures} lists the
 * frames, {@code /frame} gives one, and each path that changes something is named for what it does.
 */
final class CaptureRoutes {
  /** The page repeats a hold more often than this, so a page that is gone captures no more. */
  private static final long HOLD_MILLIS = 1500;

  private final Recorder recorder;
  private final CaptureFolder folder;

  CaptureRoutes(Recorder recorder) {
    this.recorder = recorder;
    this.folder = recorder.folder();
  }

  void addTo(RouteTable table) {
    table.get("/captures", _ -> JsonReply.of(this::write));
    table.get("/frame", query -> Reply.binary(folder.read(name(query))));
    table.post("/agree", _ -> done(folder::agree));
    table.post("/hold", this::hold);
    table.post("/release", _ -> done(recorder::release));
    table.post("/relabel", query -> done(() -> folder.relabel(name(query), label(query))));
    table.post("/delete", query -> done(() -> folder.delete(name(query))));
    table.post("/delete-everything", _ -> done(this::deleteEverything));
  }

  private interface Change {
    void make() throws IOException;
  }

  private static Reply done(Change change) throws IOException {
    change.make();
    return Reply.DONE;
  }

  private static CaptureName name(Query query) {
    return query.require("name", CaptureName::parse);
  }

  private static CaptureLabel label(Query query) {
    return query.require("label", CaptureLabel::of);
  }

  private Reply hold(Query query) throws IOException {
    recorder.hold(label(query), query.require("situation", Situation::of), HOLD_MILLIS);
    return Reply.DONE;
  }

  private void deleteEverything() throws IOException {
    recorder.release();
    folder.deleteEverything();
  }

  private void write(JsonGenerator json) throws IOException {
    List<CaptureName> names = folder.list();
    json.writeBooleanField("agreed", folder.isAgreed());
    json.writeStringField("folder", folder.path().toString());
    json.writeNumberField("most", CaptureFolder.MAX_FRAMES);
    json.writeNumberField("days", CaptureFolder.MAX_DAYS);
    json.writeStringField("message", recorder.message());
    json.writeArrayFieldStart("frames");
    for (CaptureName name : names) {
      json.writeStartObject();
      json.writeStringField("name", name.toString());
      json.writeStringField("burst", name.burst());
      json.writeStringField("situation", name.situation().words());
      json.writeStringField("label", name.label().word());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
