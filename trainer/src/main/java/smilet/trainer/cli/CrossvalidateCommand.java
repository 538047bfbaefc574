package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.evaluate.Roc;
import smilet.trainer.pipeline.Plan;
import smilet.trainer.pipeline.Trained;
import smilet.trainer.pipeline.Training;

@Command(
    name = "crossvalidate",
    description = {
      "Trains once for each fold of the people and judges each model on those it never saw:",
      "fold f is everybody whose number leaves f when divided by the number of folds."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CrossvalidateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DATA", description = DataOptions.DATA)
  Path data;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "5",
      description = "How many (${DEFAULT-VALUE}).")
  int folds;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Mixin PlanOptions plan;
  @Mixin DataOptions dataOptions;

  /** One fold's figures, on people the model never saw. */
  private record Fold(
      Evaluation evaluation,
      double uprightAuc,
      double floatAuc,
      double floatUprightAuc,
      int bytes,
      double cpuSeconds) {}

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (folds < 2) {
      throw new UserError("--folds must be 2 or more, was " + folds);
    }
    plan.check();
    Dataset dataset = dataOptions.load(data, err);
    Plan usual = plan.plan(dataset);
    List<Fold> results = new ArrayList<>();
    for (int f = 0; f < folds; f++) {
      Split outer = Split.fold(dataset, f, folds);
      if (!outer.usable(dataset)) {
        throw new UserError(
            "fold %d has not both classes; fewer --folds, or more people".formatted(f));
      }
      Fold fold = fold(dataset, outer, usual, err);
      results.add(fold);
      err.printf(
          Locale.ROOT, "fold %d: %s%n", f, line(List.of(fold))); // the reader waits for minutes
      err.flush();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, object(results));
    } else {
      out.printf("mean of %d folds: %s%n", folds, line(results));
      out.flush();
    }
    return 0;
  }

  private Fold fold(Dataset dataset, Split outer, Plan usual, PrintWriter err) {
    Split inner = Split.byPerson(dataset, plan.heldOut, plan.seed).within(outer.training());
    Trained trained;
    try (TrainingProgress progress = new TrainingProgress(Progress.on(err, "training"))) {
      trained = new Training(dataset, inner, usual).run(progress);
    }
    int[] all = outer.heldOut();
    int[] upright = Arrays.stream(all).filter(i -> !dataset.tilted(i)).toArray();
    return new Fold(
        Evaluation.of(Predictions.of(trained.file().model(), dataset, all)),
        Roc.of(Predictions.of(trained.file().model(), dataset, upright)).area(),
        trained.floatAuc(dataset, all, usual),
        trained.floatAuc(dataset, upright, usual),
        trained.file().encode().length,
        trained.outcome().history().cpuSeconds());
  }

  private static double mean(List<Fold> folds, ToDoubleFunction<Fold> figure) {
    return folds.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static String line(List<Fold> folds) {
    return String.format(
        Locale.ROOT,
        "AUC %.4f all, %.4f upright (float %.4f, %.4f), accuracy %.4f, calibration error %.4f,"
            + " %,.0f bytes, %.0f CPU s",
        mean(folds, f -> f.evaluation().auc()),
        mean(folds, Fold::uprightAuc),
        mean(folds, Fold::floatAuc),
        mean(folds, Fold::floatUprightAuc),
        mean(folds, f -> f.evaluation().accuracy()),
        mean(folds, f -> f.evaluation().reliability().expectedError()),
        mean(folds, Fold::bytes),
        mean(folds, Fold::cpuSeconds));
  }

  private static ObjectNode object(List<Fold> folds) {
    ObjectNode json = figures(folds);
    ArrayNode each = json.putArray("folds");
    folds.forEach(fold -> each.add(figures(List.of(fold))));
    return json;
  }

  private static ObjectNode figures(List<Fold> folds) {
    return Json.object()
        .put("auc", mean(folds, f -> f.evaluation().auc()))
        .put("uprightAuc", mean(folds, Fold::uprightAuc))
        .put("floatAuc", mean(folds, Fold::floatAuc))
        .put("floatUprightAuc", mean(folds, Fold::floatUprightAuc))
        .put("accuracy", mean(folds, f -> f.evaluation().accuracy()))
        .put(
            "expectedCalibrationError",
            mean(folds, f -> f.evaluation().reliability().expectedError()))
        .put("modelBytes", mean(folds, Fold::bytes))
        .put("cpuSeconds", mean(folds, Fold::cpuSeconds));
  }
}
