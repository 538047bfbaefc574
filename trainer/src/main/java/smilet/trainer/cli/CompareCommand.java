package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.file.ModelFile;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.LoadReport;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.FrameTime;
import smilet.trainer.evaluate.Predictions;

@Command(
    name = "compare",
    description = "Evaluates several models on the same faces, side by side.",
    customSynopsis = "smilet compare [OPTIONS] MODEL... DATA",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL... DATA",
      arity = "2..*",
      hideParamSyntax = true,
      description =
          "One or more model files or names of ready-made models, and then DATA. "
              + DataOptions.DATA)
  List<Path> paths;

  @Option(names = "--json", description = "Print a JSON array with one object per model.")
  boolean json;

  @Mixin DataOptions dataOptions;

  /** What is printed about one model. */
  private record Line(
      Path path, ModelFile file, long bytes, Evaluation evaluation, double microsPerFrame) {}

  @Override
  public Integer call() throws IOException {
    List<Path> models = paths.subList(0, paths.size() - 1);
    List<ModelFile> files = new ArrayList<>();
    for (Path model : models) {
      files.add(ModelFiles.read(model));
    }
    Dataset dataset = dataOptions.load(paths.getLast(), spec.commandLine().getErr());
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      ModelFile file = ModelFiles.forFaces(models.get(i), files.get(i), dataset);
      lines.add(
          new Line(
              models.get(i),
              file,
              file.encode().length,
              Evaluation.of(Predictions.of(file.model(), dataset)),
              FrameTime.nanosPerFrame(file.model(), dataset) * 1e-3));
    }
    if (json) {
      printJson(lines, dataset.report());
    } else {
      print(lines);
    }
    return 0;
  }

  private void print(List<Line> lines) {
    PrintWriter out = spec.commandLine().getOut();
    String names =
        column("model", line -> line.path().toString(), lines)
            + column("network", line -> line.file().model().network(), lines);
    out.printf(
        names + "%7s %9s %14s %9s %7s %14s%n",
        "model",
        "network",
        "grid",
        "bytes",
        "multiply-adds",
        "accuracy",
        "AUC",
        "time per frame");
    for (Line line : lines) {
      out.printf(
          Locale.ROOT,
          names + "%7s %,9d %,14d %9.4f %7.4f %11.1f us%n",
          line.path(),
          line.file().model().network(),
          line.file().model().grid(),
          line.bytes(),
          line.file().model().multiplyAdds(),
          line.evaluation().accuracy(),
          line.evaluation().auc(),
          line.microsPerFrame());
    }
    out.flush();
  }

  /** The format of a column of words, as wide as the longest word. */
  private static String column(String head, Function<Line, String> word, List<Line> lines) {
    int longest = lines.stream().mapToInt(line -> word.apply(line).length()).max().orElse(0);
    return "%-" + Math.max(head.length(), longest) + "s  ";
  }

  private void printJson(List<Line> lines, LoadReport report) {
    ArrayNode array = Json.object().arrayNode();
    for (Line line : lines) {
      ObjectNode object = array.addObject();
      object
          .put("model", line.path().toString())
          .put("network", line.file().model().network())
          .put("grid", line.file().model().grid().toString())
          .put("modelBytes", line.bytes())
          .put("multiplyAdds", line.file().model().multiplyAdds())
          .put("accuracy", line.evaluation().accuracy())
          .put("auc", line.evaluation().auc())
          .put("microsAFrame", line.microsPerFrame());
      DataOptions.addReport(report, object);
    }
    Json.print(spec.commandLine().getOut(), array);
  }
}
