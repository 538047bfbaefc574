package smilet.device.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import smilet.device.drift.Drift;
import smilet.device.indicator.FaceReading;
import smilet.device.indicator.JsonLines;
import smilet.device.loop.Latency;
import smilet.device.loop.Stage;
import smilet.device.loop.Summary;
import smilet.device.supply.LoadedModel;
import smilet.shared.finder.FaceCrop;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.PerFormat;
import smilet.shared.frame.Preprocessor;
import smilet.shared.frame.Resampler;
import smilet.shared.model.Model;

/**
 * Writes a moment as the page reads it: the length of the JSON text in four bytes, the text, then
 * the sensor's picture and the model's inputs, one byte each, 0 black and 255 white. A picture with
 * a side of more than {@value #MOST_SIDE} pixels is made smaller. If faces are looked for, the
 * inputs are those of the largest one, or grey.
 *
 * <p>Belongs to one thread at a time.
 */
final class MomentWriter {
  /** Counts and latencies are read again after so many moments. */
  private static final int SUMMARY_EVERY = 15;

  /** A larger picture would be too much for a radio network at 30 frames per second. */
  private static final int MOST_SIDE = 160;

  private final Supplier<LoadedModel> running;
  private final Supplier<Summary> statistics;
  private final int framesPerSecond;
  private final JsonFactory json = new JsonFactory();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream(1024);
  private LoadedModel model;
  private PerFormat<Preprocessor> preprocessors;
  private byte[] inputs;
  private final PerFormat<Reduced> reductions = new PerFormat<>(Reduced::new);
  private Summary summary;
  private int untilSummary;

  /**
   * @param running the model that the loop runs now
   * @param statistics the counts and latencies so far
   * @param framesPerSecond how often the loop looks
   */
  MomentWriter(Supplier<LoadedModel> running, Supplier<Summary> statistics, int framesPerSecond) {
    this.running = running;
    this.statistics = statistics;
    this.framesPerSecond = framesPerSecond;
  }

  byte[] write(PageFeed.Moment moment) {
    use(running.get());
    if (untilSummary-- <= 0) {
      summary = statistics.get();
      untilSummary = SUMMARY_EVERY;
    }
    Frame frame = moment.frame;
    fillInputs(moment);
    Reduced picture = reductions.of(frame.format());
    try {
      text.reset();
      writeJson(moment, picture);
      ByteArrayOutputStream bytes =
          new ByteArrayOutputStream(
              Integer.BYTES + text.size() + picture.cells.length + inputs.length);
      new DataOutputStream(bytes).writeInt(text.size());
      text.writeTo(bytes);
      picture.write(frame, bytes);
      for (byte input : inputs) {
        bytes.write(input + 128);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory only, so nothing can fail
    }
  }

  /** A picture that is small enough for the page. */
  private static final class Reduced {
    private final int width;
    private final int height;
    private final int fullScale;
    private final Resampler resampler;
    private final char[] cells;

    Reduced(FrameFormat format) {
      int times = Math.ceilDiv(Math.max(format.width(), format.height()), MOST_SIDE);
      width = Math.ceilDiv(format.width(), times);
      height = Math.ceilDiv(format.height(), times);
      fullScale = format.fullScale() << (16 - format.bits());
      resampler = new Resampler(format, width, height);
      cells = new char[width * height];
    }

    void write(Frame frame, ByteArrayOutputStream bytes) {
      resampler.resample(frame.pixels(), cells);
      for (char cell : cells) {
        bytes.write((cell * 255 + fullScale / 2) / fullScale);
      }
    }
  }

  private void fillInputs(PageFeed.Moment moment) {
    Frame frame = moment.frame;
    Preprocessor preprocessor = preprocessors.of(frame.format());
    if (!moment.faces.lookedFor()) {
      preprocessor.apply(frame, inputs);
    } else if (moment.faces.isNobody()) {
      Arrays.fill(inputs, (byte) 0);
    } else {
      FaceReading face = moment.faces.get(0);
      int side = FaceCrop.side(face.side(), model.cropPercent());
      int left = FaceCrop.begin(face.x(), face.side(), side);
      int top = FaceCrop.begin(face.y(), face.side(), side);
      preprocessor.apply(frame, left, top, side, side, inputs);
    }
  }

  private void use(LoadedModel newest) {
    if (newest == model) {
      return;
    }
    model = newest;
    Model numbers = newest.classifier().model();
    inputs = new byte[numbers.grid().cellCount()];
    preprocessors =
        new PerFormat<>(
            format -> new Preprocessor(format, numbers.grid(), numbers.normalisation()));
  }

  private void writeJson(PageFeed.Moment moment, Reduced picture) throws IOException {
    FrameFormat format = moment.frame.format();
    Model numbers = model.classifier().model();
    try (JsonGenerator out = json.createGenerator(text)) {
      out.writeStartObject();
      out.writeNumberField("sequence", moment.sequence);
      out.writeNumberField("frame", moment.number);
      if (moment.faces.lookedFor()) {
        writeFaces(out, moment);
      }
      if (!moment.faces.isNobody()) {
        out.writeNumberField("permille", moment.permille);
        out.writeStringField("verdict", JsonLines.word(moment.verdict));
        out.writeStringField("decision", JsonLines.word(moment.decision));
      }
      out.writeNumberField("latencyMicros", moment.latencyNanos / 1000);
      out.writeStringField("fault", moment.fault);
      out.writeStringField("event", moment.event);
      out.writeStringField("drift", summary.drift().map(Drift::message).orElse(""));
      writeSize(out, "sensor", format.width(), format.height());
      writeSize(out, "picture", picture.width, picture.height);
      writeSize(out, "view", numbers.grid().width(), numbers.grid().height());
      out.writeStringField("model", model.contentHash());
      writeLoop(out);
      out.writeEndObject();
    }
  }

  private static void writeFaces(JsonGenerator out, PageFeed.Moment moment) throws IOException {
    out.writeArrayFieldStart("faces");
    for (int i = 0; i < moment.faces.count(); i++) {
      FaceReading face = moment.faces.get(i);
      out.writeStartObject();
      out.writeNumberField("x", face.x());
      out.writeNumberField("y", face.y());
      out.writeNumberField("side", face.side());
      out.writeNumberField("permille", face.permille());
      out.writeStringField("verdict", JsonLines.word(face.verdict()));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeSize(JsonGenerator out, String name, int width, int height)
      throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("width", width);
    out.writeNumberField("height", height);
    out.writeEndObject();
  }

  private void writeLoop(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("loop");
    out.writeNumberField("framesPerSecond", framesPerSecond);
    out.writeNumberField("frames", summary.frames());
    out.writeNumberField("missedDeadlines", summary.missedDeadlines());
    out.writeNumberField("faultyFrames", summary.faultyFrames());
    Latency latency = summary.latencies().get(Stage.CAPTURE_TO_DECISION);
    if (latency != null) {
      out.writeNumberField("p50Micros", latency.p50Nanos() / 1000);
      out.writeNumberField("p99Micros", latency.p99Nanos() / 1000);
    }
    out.writeEndObject();
  }
}
