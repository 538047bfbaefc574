package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;
import smilet.shared.file.FinderFile;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Outputs;
import smilet.shared.finder.Finder;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.finder.ChainEvaluation;
import smilet.trainer.finder.FinderCost;
import smilet.trainer.finder.FinderEvaluation;
import smilet.trainer.finder.Scene;
import smilet.trainer.finder.SceneFolder;
import smilet.trainer.report.FinderReport;

@Command(
    name = "finder",
    description =
        "Evaluates a face finder on pictures whose faces are known, with the same integer"
            + " arithmetic as the device.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EvaluateFinderCommand implements Callable<Integer> {
  /** False faces per picture at which the recall is told. */
  private static final List<Double> FALSE_FACES = List.of(0.01, 0.1, 1.0);

  private static final int MAX_SIDE = 480;

  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FINDER", description = FinderFiles.FINDER)
  Path finder;

  @Parameters(
      index = "1",
      paramLabel = "PICTURES",
      description =
          "A folder of pictures, with a table boxes.csv: file,x,y,side or file,x,y,width,height,"
              + " a row per face. A picture without a row has no face.")
  Path pictures;

  @Option(
      names = "--boxes",
      paramLabel = "FILE",
      description = "The table, if it is not PICTURES/boxes.csv.")
  Optional<Path> boxes;

  @Option(
      names = "--smallest",
      paramLabel = "PIXELS",
      description = "The side of the smallest faces to look for (default: that of the window).")
  Optional<Integer> smallest;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "Also say how well this smile model does on the faces that are found. A column label of the"
              + " table says which ones smile: smile or not-smile.")
  Optional<Path> model;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write an HTML page with curves and the worst mistakes.")
  Optional<Path> reportFile;

  @Override
  public Integer call() throws IOException {
    Outputs outputs = new Outputs().reads(finder).reads(pictures);
    reportFile.ifPresent(page -> ReportFile.requireWritable(outputs, "--report", page));
    FinderFile file = FinderFiles.read(finder);
    Optional<ModelFile> smileModel =
        model.isPresent() ? Optional.of(ModelFiles.read(model.get())) : Optional.empty();
    int least = file.finder().side();
    smallest.ifPresent(
        side ->
            UserError.require(
                side >= least && side <= MAX_SIDE,
                "--smallest",
                String.format(Locale.ROOT, "%d to %d", least, MAX_SIDE),
                side));
    int side = smallest.orElse(least);
    List<Scene> scenes = read();
    FinderEvaluation evaluation = FinderEvaluation.of(file.finder(), scenes, side);
    FinderCost cost = FinderCost.of(file.finder(), scenes, side);
    Optional<ChainEvaluation> chain =
        smileModel.map(chosen -> chain(chosen, evaluation, file.finder().threshold(), scenes));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode object = object(file, evaluation, cost);
      chain.ifPresent(figures -> put(object, figures));
      Json.print(out, object);
    } else {
      print(out, file, evaluation, cost);
      chain.ifPresent(figures -> print(out, figures));
      out.flush();
    }
    if (reportFile.isPresent()) {
      String title = "Smilet: " + finder.getFileName();
      ReportFile.write(
          reportFile.get(), new FinderReport(title, file, scenes, evaluation, cost).html());
    }
    return ExitCode.OK;
  }

  private List<Scene> read() throws IOException {
    try (Progress progress = Progress.on(spec.commandLine().getErr(), "reading pictures")) {
      return SceneFolder.read(pictures, boxes, progress::advance);
    }
  }

  private static void print(
      PrintWriter out, FinderFile file, FinderEvaluation evaluation, FinderCost cost) {
    out.printf(Locale.ROOT, "pictures %,d, faces %,d%n", evaluation.pictures(), evaluation.faces());
    for (double falseFaces : FALSE_FACES) {
      FinderEvaluation.Point point = evaluation.at(falseFaces);
      out.printf(
          Locale.ROOT,
          "at most %-4s false faces per picture   recall %.4f, from score %.3f%n",
          number(falseFaces),
          point.recall(),
          point.threshold());
    }
    Finder finder = file.finder();
    FinderEvaluation.Point own = evaluation.atThreshold(finder.threshold());
    out.printf(
        Locale.ROOT,
        """
        at the finder's threshold %.3f        recall %.4f, %.3f false faces per picture, \
        precision %.4f
        mean overlap of what it finds         %.3f
        average precision                     %.4f
        multiply-adds per picture             %,d
        time per picture                      %.2f ms (median), one thread
        finder                                %,d bytes, %s
        """,
        finder.threshold(),
        own.recall(),
        own.falseFaces(),
        own.precision(),
        evaluation.meanOverlap(finder.threshold()),
        evaluation.averagePrecision(),
        cost.multiplyAdds(),
        cost.milliseconds(),
        file.encode().length,
        finder.window().network());
  }

  private ChainEvaluation chain(
      ModelFile smileModel, FinderEvaluation evaluation, double threshold, List<Scene> scenes) {
    return ChainEvaluation.of(smileModel, evaluation, threshold, scenes)
        .orElseThrow(
            () ->
                new UserError(
                    "--model needs smiles and others among the faces that are found: the column label"
                        + " of the table must say which they are"));
  }

  private static void print(PrintWriter out, ChainEvaluation chain) {
    print(out, "found", Evaluation.of(chain.found()));
    print(out, "given", Evaluation.of(chain.given()));
  }

  private static void print(PrintWriter out, String which, Evaluation smiles) {
    out.printf(
        Locale.ROOT,
        "smiles on %,d %s faces: AUC %.4f, accuracy %.4f, balanced %.4f%n",
        smiles.frames(),
        which,
        smiles.auc(),
        smiles.accuracy(),
        smiles.balancedAccuracy());
  }

  private static void put(ObjectNode object, ChainEvaluation chain) {
    put(object.putObject("smilesOnFoundFaces"), Evaluation.of(chain.found()));
    put(object.putObject("smilesOnGivenFaces"), Evaluation.of(chain.given()));
  }

  private static void put(ObjectNode object, Evaluation smiles) {
    object
        .put("faces", smiles.frames())
        .put("auc", smiles.auc())
        .put("accuracy", smiles.accuracy())
        .put("balancedAccuracy", smiles.balancedAccuracy());
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }

  private static ObjectNode object(FinderFile file, FinderEvaluation evaluation, FinderCost cost) {
    ObjectNode object = Json.object();
    object.put("pictures", evaluation.pictures());
    object.put("faces", evaluation.faces());
    ArrayNode points = object.putArray("recall");
    for (double falseFaces : FALSE_FACES) {
      FinderEvaluation.Point point = evaluation.at(falseFaces);
      ObjectNode entry = points.addObject();
      entry.put("falseFacesPerPicture", falseFaces);
      entry.put("recall", point.recall());
      if (Double.isFinite(point.threshold())) {
        entry.put("score", point.threshold());
      }
    }
    double threshold = file.finder().threshold();
    FinderEvaluation.Point own = evaluation.atThreshold(threshold);
    object
        .putObject("atThreshold")
        .put("score", threshold)
        .put("recall", own.recall())
        .put("falseFacesPerPicture", own.falseFaces())
        .put("precision", own.precision());
    object.put("meanOverlap", evaluation.meanOverlap(threshold));
    object.put("averagePrecision", evaluation.averagePrecision());
    object.put("multiplyAddsPerPicture", cost.multiplyAdds());
    object.put("millisecondsPerPicture", cost.milliseconds());
    object.put("finderBytes", file.encode().length);
    return object;
  }
}
