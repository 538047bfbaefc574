package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.Outputs;
import smilet.shared.ready.ReadyModels;
import smilet.trainer.audit.Doubt;
import smilet.trainer.data.Corrections;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Opinions;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.folds.CrossValidation;
import smilet.trainer.folds.FoldRunner;
import smilet.trainer.folds.ThreadRunner;
import smilet.trainer.folds.TrainingFaces;
import smilet.trainer.report.AuditPage;

@Command(
    name = "audit",
    description = {
      "Finds doubtful labels: where models that did not learn from a face, other people, or a model"
          + " that never saw a photograph say something else than its label.",
      "Writes a page on which you keep, flip or drop each, and save the corrections as a file for"
          + " --corrections. The data is not changed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AuditCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DATA", description = DataOptions.DATA)
  Path data;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      defaultValue = "audit.html",
      description = "The page to write (default: ${DEFAULT-VALUE}).")
  Path out;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "5",
      description =
          "Train a model per fold of the people and let it judge that fold, 2 to 1000; 0 for none,"
              + " which takes seconds instead of minutes (default: ${DEFAULT-VALUE}).")
  int folds;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "400",
      description = "Show at most so many faces, 1 to 10000 (default: ${DEFAULT-VALUE}).")
  int most;

  @Option(names = "--json", description = "Print one JSON object with the doubtful faces.")
  boolean json;

  @Mixin OpinionOptions opinionOptions;
  @Mixin DataOptions dataOptions;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    UserError.require(
        folds == 0 || (folds >= 2 && folds <= 1000), "--folds", "0, or 2 to 1000", folds);
    UserError.require(most >= 1 && most <= 10_000, "--most", "1 to 10000", most);
    new Outputs().reads(data).writes("--out", out);
    // Corrected labels would hide what is doubtful; earlier decisions are shown instead.
    Dataset dataset = dataOptions.loadUncorrected(data, err);
    Optional<Corrections> earlier = dataOptions.corrections();
    Optional<Opinions> opinions = opinionOptions.read(dataOptions.options(), err);
    Doubt.Evidence evidence =
        new Doubt.Evidence(
            folds == 0 ? Optional.empty() : Optional.of(byFolds(dataset, err)),
            opinions,
            byRendered(dataset));
    if (evidence.folds().isEmpty() && opinions.isEmpty() && evidence.rendered().isEmpty()) {
      throw new UserError("there is nothing to compare the labels with; use --folds or --second");
    }
    List<Doubt> doubts =
        Doubt.sorted(dataset, evidence).stream().filter(Doubt::isDoubtful).toList();
    List<Doubt> shown = doubts.stream().limit(most).toList();
    AuditPage page = new AuditPage("Labels in doubt: " + data, dataset, shown, earlier);
    AtomicFile.write(out, page.html().getBytes(StandardCharsets.UTF_8));
    print(dataset, doubts, shown.size(), opinions);
    return 0;
  }

  private double[] byFolds(Dataset dataset, PrintWriter err) {
    CrossValidation validation = CrossValidation.usual(dataset, folds);
    double[] probabilities = new double[dataset.size()];
    try (FoldRunner runner = ThreadRunner.usual(TrainingFaces.of(dataset));
        FoldProgress progress =
            new FoldProgress(
                Progress.on(err, "training"),
                folds,
                (fold, result) -> validation.judge(fold, result, probabilities))) {
      runner.run(validation.trainings(), progress);
    }
    return probabilities;
  }

  private static Optional<double[]> byRendered(Dataset dataset) {
    return ReadyModels.fitting(dataset.smallestGrid())
        .map(ready -> Predictions.of(ready.file().model(), dataset))
        .map(
            answers ->
                IntStream.range(0, answers.count()).mapToDouble(answers::probability).toArray());
  }

  private void print(Dataset dataset, List<Doubt> doubts, int shown, Optional<Opinions> opinions) {
    PrintWriter text = spec.commandLine().getOut();
    long smiles = doubts.stream().filter(Doubt::label).count();
    if (json) {
      ObjectNode object = Json.object();
      object.put("faces", dataset.size()).put("doubtful", doubts.size());
      opinions.ifPresent(all -> object.put("agreed", all.agreed(dataset).length));
      ArrayNode array = object.putArray("doubts");
      doubts.forEach(doubt -> add(array.addObject(), dataset, doubt));
      DataOptions.addReport(dataset.report(), object);
      Json.print(text, object);
      return;
    }
    text.printf(
        Locale.ROOT,
        "%,d of %,d labels are doubtful: %,d smiles and %,d others; %,d of them are on %s%n",
        doubts.size(),
        dataset.size(),
        smiles,
        doubts.size() - smiles,
        shown,
        out);
    opinions.ifPresent(
        all ->
            text.printf(
                Locale.ROOT, "faces whose label nobody doubts: %,d%n", all.agreed(dataset).length));
    text.flush();
  }

  private static void add(ObjectNode object, Dataset dataset, Doubt doubt) {
    object
        .put("face", dataset.name(doubt.face()))
        .put("label", doubt.label() ? "smile" : "not-smile")
        .put("doubt", doubt.degree());
    put(object, "folds", doubt.folds());
    put(object, "others", doubt.others());
    put(object, "rendered", doubt.rendered());
  }

  private static void put(ObjectNode object, String name, OptionalDouble probability) {
    probability.ifPresent(value -> object.put(name, value));
  }
}
