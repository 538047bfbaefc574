package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.file.GoldenFrame;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Signature;
import smilet.shared.fixed.Q15;
import smilet.shared.fixed.Q16;
import smilet.shared.fixed.Sigmoid;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.trainer.export.Footprint;
import smilet.trainer.report.ModelText;
import smilet.trainer.report.WeightCharacters;

@Command(
    name = "inspect",
    description =
        "Shows what is in the file of a model, with a drawing of its weights, or of a face finder.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = ModelFiles.MODEL)
  Path model;

  @Option(names = "--json", description = "Print one JSON object, which includes all weights.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (FinderFiles.isFinder(model)) {
      FinderContents contents = new FinderContents(FinderFiles.read(model));
      if (json) {
        Json.print(out, contents.object());
      } else {
        contents.print(out);
      }
      return 0;
    }
    ModelFile file = ModelFiles.read(model);
    if (json) {
      Json.print(out, object(file, file.encode().length));
    } else {
      print(out, file, file.encode().length);
    }
    return 0;
  }

  private static void print(PrintWriter out, ModelFile file, long bytes) {
    printSummary(out, file, bytes);
    printLayers(out, file.model());
    printTraining(out, file.training());
    out.println("golden frames");
    for (GoldenFrame golden : file.goldenFrames()) {
      out.printf(
          Locale.ROOT,
          "  %-13s logit %8.4f, %5.1f %%  %s%n",
          golden.frame().format(),
          Q16.toDouble(golden.logitQ16()),
          Q15.toPercent(Sigmoid.probabilityQ15(golden.logitQ16())),
          golden.holds(file.model()) ? "holds" : "DOES NOT HOLD");
    }
    out.println("first layer's weights");
    WeightCharacters.lines(file.model()).forEach(line -> out.println("  " + line));
    out.flush();
  }

  static void printLayers(PrintWriter out, Model model) {
    out.println("layers");
    for (Layer layer : model.layers()) {
      out.printf(
          Locale.ROOT,
          "  %-26s %10s to %-10s %,9d multiply-adds%n",
          ModelText.kind(layer),
          layer.input(),
          layer.output(),
          layer.multiplyAdds());
    }
  }

  static void printTraining(PrintWriter out, Map<String, String> training) {
    out.println("training");
    training.forEach((key, value) -> out.printf("  %-13s %s%n", key, value));
  }

  private static void printSummary(PrintWriter out, ModelFile file, long bytes) {
    out.printf("network         %s%n", file.model().network());
    out.printf("grid            %s%n", file.model().grid());
    out.printf("normalisation   %s%n", name(file.model().normalisation()));
    out.printf("answer          %s%n", ModelText.answers(file.model()));
    out.printf(
        Locale.ROOT,
        "thresholds      smile from %.1f %%, not a smile up to %.1f %%%n",
        Q15.toPercent(file.thresholds().smileQ15()),
        Q15.toPercent(file.thresholds().notSmileQ15()));
    out.printf(
        Locale.ROOT,
        "size            %,d bytes, %,d parameters, %,d multiply-adds per frame%n",
        bytes,
        file.model().parameterCount(),
        file.model().multiplyAdds());
    Footprint c = Footprint.of(file);
    out.printf(
        Locale.ROOT,
        "as C library    about %,d bytes of flash, %,d of RAM, %,d of stack%n",
        c.flashBytes(),
        c.ramBytes(),
        c.stackBytes());
    out.printf("sha256          %s%n", file.contentHash());
    printSignature(out, file.signature());
  }

  static void printSignature(PrintWriter out, Optional<Signature> signature) {
    out.printf(
        "signature       %s%n",
        signature
            .map(s -> "by " + s.key() + " at " + Instant.ofEpochSecond(s.signedAtEpochSeconds()))
            .orElse("none"));
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode object(ModelFile file, long bytes) {
    ObjectNode json = Json.object();
    json.put("network", file.model().network());
    json.put("grid", file.model().grid().toString());
    json.put("normalisation", name(file.model().normalisation()));
    json.put("mirrored", file.model().mirrored());
    json.put("smileThreshold", Q15.toDouble(file.thresholds().smileQ15()));
    json.put("notSmileThreshold", Q15.toDouble(file.thresholds().notSmileQ15()));
    json.put("bytes", bytes);
    json.put("parameters", file.model().parameterCount());
    json.put("multiplyAdds", file.model().multiplyAdds());
    Footprint c = Footprint.of(file);
    json.putObject("cLibrary")
        .put("flashBytes", c.flashBytes())
        .put("ramBytes", c.ramBytes())
        .put("stackBytes", c.stackBytes())
        .put("multiplyAdds", c.multiplyAdds());
    json.put("sha256", file.contentHash());
    putOrigin(json, file.signature(), file.training());
    putLayers(json, file.model());
    ArrayNode golden = json.putArray("goldenFrames");
    for (GoldenFrame frame : file.goldenFrames()) {
      golden
          .addObject()
          .put("format", frame.frame().format().toString())
          .put("logit", Q16.toDouble(frame.logitQ16()))
          .put("holds", frame.holds(file.model()));
    }
    return json;
  }

  static void putOrigin(
      ObjectNode json, Optional<Signature> signature, Map<String, String> record) {
    signature.ifPresent(
        s ->
            json.putObject("signature")
                .put("key", s.key().toString())
                .put("signedAtEpochSeconds", s.signedAtEpochSeconds()));
    ObjectNode training = json.putObject("training");
    record.forEach(training::put);
  }

  static void putLayers(ObjectNode json, Model model) {
    ArrayNode layers = json.putArray("layers");
    model.layers().forEach(layer -> layers.add(object(layer)));
  }

  private static ObjectNode object(Layer layer) {
    ObjectNode json = Json.object();
    json.put("kind", layer instanceof Dense ? "dense" : "convolution");
    json.put("input", layer.input().toString());
    json.put("output", layer.output().toString());
    json.put("multiplyAdds", layer.multiplyAdds());
    switch (layer) {
      case Dense dense -> {
        numbers(json.putArray("weights"), dense.weights());
        json.putArray("biases").add(dense.bias());
        json.putArray("multipliers").add(dense.multiplier());
        json.put("shift", dense.shift());
      }
      case Convolution convolution -> {
        json.put("kernel", convolution.kernel());
        json.put("stride", convolution.stride());
        numbers(json.putArray("weights"), convolution.weights());
        numbers(json.putArray("biases"), convolution.biases());
        numbers(json.putArray("multipliers"), convolution.multipliers());
        json.put("shift", convolution.shift());
      }
    }
    return json;
  }

  private static void numbers(ArrayNode array, byte[] values) {
    for (byte value : values) {
      array.add(value);
    }
  }

  private static void numbers(ArrayNode array, int[] values) {
    for (int value : values) {
      array.add(value);
    }
  }
}
