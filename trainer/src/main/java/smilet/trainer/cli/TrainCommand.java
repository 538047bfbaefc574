package smilet.trainer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
import smilet.shared.file.AtomicFile;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Outputs;
import smilet.trainer.data.Dataset;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.finetune.FineTuning;
import smilet.trainer.pipeline.FamiliarRanges;
import smilet.trainer.pipeline.HoldOut;
import smilet.trainer.pipeline.Mixture;
import smilet.trainer.pipeline.Training;
import smilet.trainer.pipeline.TrainingPlan;
import smilet.trainer.pipeline.TrainingRequest;
import smilet.trainer.pipeline.TrainingResult;
import smilet.trainer.report.Report;
import smilet.trainer.report.TrainingCost;
import smilet.trainer.report.TrainingSummary;

@Command(
    name = "train",
    description =
        "Trains a model on labelled faces. Ctrl-C ends training and saves the best model so far.",
    mixinStandardHelpOptions = true,
    subcommands = TrainFinderCommand.class,
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private static final String NOTHING_SAVED =
      "interrupted before the first iteration was done; nothing was saved";

  @ParentCommand Smilet smilet;

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "DATA",
      arity = "0..1", // required below: picocli would require it before a subcommand, too
      description = DataOptions.DATA)
  Path data;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "The model file to write; must be given.")
  Path out;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write an HTML page about the training and the model.")
  Optional<Path> reportFile;

  @Mixin DeploymentOptions deployment;
  @Mixin TrainingOptions trainingOptions;
  @Mixin RenderedOptions renderedOptions;
  @Mixin FineTuneOptions fineTune;
  @Mixin DataOptions dataOptions;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    RequiredArguments.require(spec, "DATA", data);
    RequiredArguments.require(spec, "--out", out);
    smilet.interruption().says(NOTHING_SAVED);
    Outputs outputs = new Outputs().reads(data).writes("--out", out);
    reportFile.ifPresent(page -> ReportFile.requireWritable(outputs, "--report", page));
    deployment.require();
    fineTune.require(spec.commandLine().getParseResult());
    if (fineTune.isGiven()) {
      return fineTune(dataOptions.load(data, err), err);
    }
    TrainingRequest request = trainingOptions.request();
    renderedOptions.require();
    Dataset real = dataOptions.load(data, err);
    HoldOut.Choice heldOut = request.holdOut().choose(real);
    warn(heldOut.caution(), err);
    if (!heldOut.split().holdsOut() && trainingOptions.descent.stopping.patience.isPresent()) {
      err.println("--patience has no effect, because no face is held out");
    }
    Mixture mixture =
        Mixture.of(real, heldOut.split(), renderedOptions.render(request.seed(), err));
    Dataset dataset = mixture.data();
    TrainingPlan plan = request.plan(dataset.size(), dataset.smileCount());
    TrainingResult result = run(dataset, new Training(dataset, mixture.split(), plan), err);
    print(dataset, result);
    if (reportFile.isPresent()) {
      writeReport(reportFile.get(), dataset, result);
    }
    return 0;
  }

  /** Fits the last layer of a model to a few frames. */
  private int fineTune(Dataset own, PrintWriter err) throws IOException {
    FineTuning tuning = fineTune.prepare(own, dataOptions, err);
    ModelFile tuned = deployment.applied(tuning.tuned(own.indices()));
    PrintWriter text = spec.commandLine().getOut();
    text.println(FineTuneOptions.words(FineTuneOptions.compare(tuning, own)));
    AtomicFile.write(out, tuned.encode());
    print(tuned, text);
    return 0;
  }

  private static void warn(HoldOut.Caution caution, PrintWriter err) {
    switch (caution) {
      case NONE -> {}
      case TOO_FEW_FACES ->
          err.println(
              "too few faces to hold any out: percentages are fitted to the faces that the network"
                  + " learns from");
      case PERSONS_UNKNOWN ->
          err.println(
              "the data does not say which faces are of the same person: if some are, the held-out"
                  + " figures are too good");
    }
  }

  /** Trains and writes the model. */
  private TrainingResult run(Dataset dataset, Training training, PrintWriter err)
      throws IOException {
    smilet.interruption().endsBy(training::interrupt);
    TrainingResult result;
    try (TrainingProgress progress = new TrainingProgress(Progress.on(err, "training"))) {
      result = training.run(progress);
    }
    if (result.interruptedBeforeLearning()) {
      throw new UserError(NOTHING_SAVED);
    }
    ModelFile trained =
        FamiliarRanges.of(result.file(), dataset, result.split())
            .map(result.file()::withFamiliarRange)
            .orElse(result.file());
    TrainingResult named =
        new TrainingResult(deployment.applied(trained), result.outcome(), result.split());
    AtomicFile.write(out, named.file().encode());
    return named;
  }

  private void writeReport(Path page, Dataset dataset, TrainingResult result) throws IOException {
    int[] part = result.split().evaluated();
    TrainingSummary summary =
        new TrainingSummary(
            result.outcome().history(),
            result.outcome().reason().description(),
            result.floatAuc(dataset, part));
    String title = "Smilet: " + out.getFileName();
    ReportFile.write(
        page,
        new Report(title, result.file(), dataset, part, Optional.of(summary), List.of()).html());
    spec.commandLine().getOut().printf("%s%n", page);
  }

  private void print(Dataset dataset, TrainingResult result) {
    PrintWriter text = spec.commandLine().getOut();
    text.printf(
        Locale.ROOT,
        "stopped: %s; kept iteration %d%n",
        result.outcome().reason().description(),
        result.outcome().keptIteration());
    Evaluation evaluation = result.evaluation(dataset);
    text.printf(
        Locale.ROOT,
        "integer model on %,d %s faces: AUC %.4f, accuracy %.3f, roughly right %.0f %%,"
            + " average error %.1f points%n",
        evaluation.frames(),
        result.split().holdsOut() ? "held-out" : "training",
        evaluation.auc(),
        evaluation.accuracy(),
        100 * evaluation.roughlyRight(),
        evaluation.averageError());
    text.println("cost: " + TrainingCost.text(result.outcome().history()));
    print(result.file(), text);
  }

  private void print(ModelFile file, PrintWriter text) {
    text.printf(
        Locale.ROOT,
        "%s: %s, %s, %,d bytes, sha256 %s%n",
        out,
        file.model().grid(),
        file.model().network(),
        file.encode().length,
        file.contentHash());
    text.flush();
  }
}
