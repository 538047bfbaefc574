package smilet.trainer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.file.AtomicFile;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;
import smilet.trainer.descent.History;
import smilet.trainer.descent.StoppingRule;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.pipeline.Plan;
import smilet.trainer.pipeline.Trained;
import smilet.trainer.pipeline.Training;
import smilet.trainer.report.Report;
import smilet.trainer.report.TrainingSummary;

@Command(
    name = "train",
    description = "Trains a model on labelled faces. Ctrl-C ends it and saves the best so far.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DATA", description = DataOptions.DATA)
  Path data;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "The model file to write.")
  Path out;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write a page of HTML about how it went.")
  Optional<Path> reportFile;

  @Mixin PlanOptions plan;
  @Mixin DataOptions dataOptions;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    requireWritable(out);
    reportFile.ifPresent(ReportCommand::requireDrawable);
    plan.check();
    Dataset dataset = dataOptions.load(data, err);
    Split split = split(dataset, err);
    Plan chosen = plan.plan(dataset);
    Trained trained = run(new Training(dataset, split, chosen), err);
    report(dataset, trained);
    if (reportFile.isPresent()) {
      writeReport(reportFile.get(), dataset, trained, chosen);
    }
    return 0;
  }

  private Split split(Dataset dataset, PrintWriter err) {
    Split split = Split.byPerson(dataset, plan.heldOut, plan.seed);
    if (plan.heldOut > 0 && !split.usable(dataset)) {
      err.println(
          "too few faces to hold any out: percentages are calibrated on those learned from");
      return Split.none(dataset);
    }
    if (!dataset.personsKnown() && plan.heldOut > 0) {
      err.println(
          "whose faces these are is not known: if several are of one person, held-out figures"
              + " flatter");
    }
    return split;
  }

  /** Trains and writes. A Ctrl-C on the way ends the training and lets the writing happen. */
  private Trained run(Training training, PrintWriter err) throws IOException {
    CountDownLatch written = new CountDownLatch(1);
    Thread onInterrupt =
        new Thread(
            () -> {
              training.interrupt();
              awaitQuietly(written);
            },
            "save-on-interrupt");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    try {
      Trained trained;
      try (TrainingProgress progress = new TrainingProgress(Progress.on(err, "training"))) {
        trained = training.run(progress);
      }
      if (trained.outcome().keptIteration() == 0
          && trained.outcome().reason() instanceof StoppingRule.Interrupted) {
        throw new UserError("interrupted before the first iteration was done; nothing saved");
      }
      AtomicFile.write(out, trained.file().encode());
      return trained;
    } finally {
      written.countDown();
      removeQuietly(onInterrupt);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeQuietly(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // It has run; that is what it was for.
    }
  }

  /** Finds out before the work, not after it, that there is nowhere to put the result. */
  static void requireWritable(Path out) {
    Path folder = out.toAbsolutePath().getParent();
    if (Files.isDirectory(out)) {
      throw new UserError("cannot write " + out + ": it is a folder; name a file in it");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UserError("cannot write " + out + ": there is no folder " + folder);
    }
    if (!Files.isWritable(folder) || (Files.exists(out) && !Files.isWritable(out))) {
      throw new UserError("cannot write " + out + ": no permission");
    }
  }

  private void writeReport(Path page, Dataset dataset, Trained trained, Plan chosen)
      throws IOException {
    int[] part = trained.evaluatedPart();
    TrainingSummary summary =
        new TrainingSummary(
            trained.outcome().history(),
            trained.outcome().reason().description(),
            trained.floatAuc(dataset, part, chosen));
    String title = "Smilet: " + out.getFileName();
    ReportCommand.write(
        page, new Report(title, trained.file(), dataset, part, Optional.of(summary)));
    spec.commandLine().getOut().printf("%s%n", page);
  }

  private void report(Dataset dataset, Trained trained) {
    PrintWriter text = spec.commandLine().getOut();
    History history = trained.outcome().history();
    text.printf(
        "stopped: %s; kept iteration %d%n",
        trained.outcome().reason().description(), trained.outcome().keptIteration());
    boolean heldOut = trained.split().heldOut().length > 0;
    Evaluation evaluation =
        Evaluation.of(Predictions.of(trained.file().model(), dataset, trained.evaluatedPart()));
    text.printf(
        Locale.ROOT,
        "integer model on %,d %s faces: AUC %.4f, accuracy %.3f, roughly right %.0f %%,"
            + " average error %.1f points%n",
        evaluation.frames(),
        heldOut ? "held-out" : "training",
        evaluation.auc(),
        evaluation.accuracy(),
        100 * evaluation.roughlyRight(),
        evaluation.averageError());
    text.println(cost(history));
    text.printf(
        "%s: %s, %s, %,d bytes, sha256 %s%n",
        out,
        trained.file().model().grid(),
        trained.file().model().network(),
        trained.file().encode().length,
        trained.file().contentHash());
    text.flush();
  }

  /** What the run cost and what its last tenth gain. */
  static String cost(History history) {
    History.Gain last = history.lastTenth();
    OptionalDouble auc = last.aucGain();
    return String.format(
        Locale.ROOT,
        "cost: %.1f CPU s; the last %d iterations cost %.1f CPU s and gained %s",
        history.cpuSeconds(),
        last.iterations(),
        last.cpuSeconds(),
        auc.isPresent()
            ? String.format(Locale.ROOT, "%.4f AUC on held-out people", auc.getAsDouble())
            : String.format(Locale.ROOT, "%.4f of loss", last.lossGain()));
  }
}
