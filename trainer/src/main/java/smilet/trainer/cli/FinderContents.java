package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import smilet.shared.file.FinderFile;
import smilet.shared.file.GoldenPicture;
import smilet.shared.finder.Finder;

/** What {@code smilet inspect} shows of a face finder. */
final class FinderContents {
  private final FinderFile file;
  private final Finder finder;

  FinderContents(FinderFile file) {
    this.file = file;
    this.finder = file.finder();
  }

  void print(PrintWriter out) {
    out.printf("face finder     %s%n", finder.window().network());
    out.printf(
        Locale.ROOT,
        "window          %dx%d pixels of local contrast, every %d%n",
        finder.side(),
        finder.side(),
        finder.stride());
    out.printf(Locale.ROOT, "threshold       a face from logit %.3f%n", finder.threshold());
    out.printf(
        Locale.ROOT,
        "size            %,d bytes, %,d parameters, %,d multiply-adds per window%n",
        file.encode().length,
        finder.window().parameterCount(),
        finder.window().multiplyAdds());
    out.printf("sha256          %s%n", file.contentHash());
    InspectCommand.printSignature(out, file.signature());
    InspectCommand.printLayers(out, finder.window());
    InspectCommand.printTraining(out, file.training());
    out.println("golden pictures");
    for (GoldenPicture golden : file.goldenPictures()) {
      out.printf(
          Locale.ROOT,
          "  %-13s faces %d  %s%n",
          golden.frame().format(),
          golden.faces().size(),
          golden.holds(finder) ? "holds" : "DOES NOT HOLD");
    }
    out.flush();
  }

  ObjectNode object() {
    ObjectNode json = Json.object();
    json.put("network", finder.window().network());
    json.put("windowSide", finder.side());
    json.put("stride", finder.stride());
    json.put("threshold", finder.threshold());
    json.put("bytes", file.encode().length);
    json.put("parameters", finder.window().parameterCount());
    json.put("multiplyAddsPerWindow", finder.window().multiplyAdds());
    json.put("sha256", file.contentHash());
    InspectCommand.putOrigin(json, file.signature(), file.training());
    InspectCommand.putLayers(json, finder.window());
    ArrayNode pictures = json.putArray("goldenPictures");
    for (GoldenPicture golden : file.goldenPictures()) {
      pictures
          .addObject()
          .put("format", golden.frame().format().toString())
          .put("faces", golden.faces().size())
          .put("holds", golden.holds(finder));
    }
    return json;
  }
}
