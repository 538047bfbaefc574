package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import smilet.shared.error.UserError;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Opinions;
import smilet.trainer.folds.CrossValidation;
import smilet.trainer.folds.FoldFigures;
import smilet.trainer.folds.FoldRunner;
import smilet.trainer.folds.FoldTraining;
import smilet.trainer.folds.TrainingFaces;
import smilet.trainer.pipeline.TrainingRequest;

@Command(
    name = "crossvalidate",
    description = {
      "Trains one model per fold of the people and evaluates it on that fold, which it did not"
          + " learn from.",
      "Fold F holds the people whose number divided by the number of folds leaves the remainder F."
          + " If that leaves a fold with too few smiles or other faces, or if people are not known,"
          + " they are dealt out evenly."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CrossvalidateCommand implements Callable<Integer> {
  @ParentCommand Smilet smilet;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DATA", description = DataOptions.DATA)
  Path data;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "5",
      description = "The number of folds, 2 to 1000 (default: ${DEFAULT-VALUE}).")
  int folds;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Mixin TrainingOptions trainingOptions;
  @Mixin ClusterOptions cluster;
  @Mixin RenderedOptions renderedOptions;
  @Mixin DataOptions dataOptions;
  @Mixin OpinionOptions opinionOptions;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    UserError.require(folds >= 2 && folds <= 1000, "--folds", "2 to 1000", folds);
    TrainingRequest request = trainingOptions.request();
    renderedOptions.require();
    cluster.require();
    Dataset dataset = dataOptions.load(data, err);
    Optional<Opinions> opinions = opinionOptions.read(dataOptions.options(), err);
    Optional<Dataset> rendered = renderedOptions.render(request.seed(), err);
    CrossValidation validation = new CrossValidation(dataset, opinions, folds, request);
    List<FoldFigures> figures = new ArrayList<>();
    TrainingFaces faces = new TrainingFaces(dataset, rendered);
    try (FoldRunner runner =
        cluster.runner(faces, data, dataOptions, trainingOptions.threads.orUsual())) {
      smilet.interruption().endsBy(runner::interrupt);
      figures(validation, runner, err).forEach(fold -> fold.ifPresent(figures::add));
    }
    if (figures.isEmpty()) {
      throw new UserError("interrupted before the first fold was done");
    }
    PrintWriter out = spec.commandLine().getOut();
    FoldFigures mean = FoldFigures.mean(figures);
    if (json) {
      ObjectNode object = object(mean);
      ArrayNode each = object.putArray("folds");
      figures.forEach(fold -> each.add(object(fold)));
      DataOptions.addReport(dataset.report(), object);
      Json.print(out, object);
    } else {
      String done = figures.size() < folds ? figures.size() + " of " + folds : "" + folds;
      out.printf(Locale.ROOT, "mean of %s folds: %s%n", done, line(mean));
      out.flush();
    }
    return 0;
  }

  /** The figures of each fold; empty for those that were not done when it was interrupted. */
  private List<Optional<FoldFigures>> figures(
      CrossValidation validation, FoldRunner runner, PrintWriter err) {
    List<FoldTraining> trainings = validation.trainings();
    List<Optional<FoldFigures>> figures =
        new ArrayList<>(Collections.nCopies(folds, Optional.empty()));
    try (FoldProgress progress =
        new FoldProgress(
            Progress.on(err, "training"),
            trainings.size(),
            (fold, result) -> {
              FoldFigures judged = validation.judged(fold, result);
              figures.set(fold, Optional.of(judged));
              err.printf(Locale.ROOT, "fold %d: %s%n", fold, line(judged));
              err.flush();
            })) {
      runner.run(trainings, progress);
    }
    return figures;
  }

  private static String line(FoldFigures figures) {
    return String.format(
        Locale.ROOT,
        "AUC %.4f all, %.4f upright%s (float %.4f, %.4f), accuracy %.4f, calibration error %.4f,"
            + " %,.0f bytes, %.0f CPU s",
        figures.auc(),
        figures.uprightAuc(),
        figures.agreedAuc().isPresent()
            ? String.format(
                Locale.ROOT, ", %.4f where labels agree", figures.agreedAuc().getAsDouble())
            : "",
        figures.floatAuc(),
        figures.floatUprightAuc(),
        figures.accuracy(),
        figures.calibrationError(),
        figures.modelBytes(),
        figures.cpuSeconds());
  }

  private static ObjectNode object(FoldFigures figures) {
    ObjectNode json = Json.object();
    figures.agreedAuc().ifPresent(auc -> json.put("agreedAuc", auc));
    return json.put("auc", figures.auc())
        .put("uprightAuc", figures.uprightAuc())
        .put("floatAuc", figures.floatAuc())
        .put("floatUprightAuc", figures.floatUprightAuc())
        .put("accuracy", figures.accuracy())
        .put("expectedCalibrationError", figures.calibrationError())
        .put("modelBytes", figures.modelBytes())
        .put("cpuSeconds", figures.cpuSeconds());
  }
}
