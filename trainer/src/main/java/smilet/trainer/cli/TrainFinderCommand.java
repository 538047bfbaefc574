package smilet.trainer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.FinderFile;
import smilet.shared.file.Outputs;
import smilet.trainer.data.Dataset;
import smilet.trainer.finder.Backgrounds;
import smilet.trainer.finder.FinderPlan;
import smilet.trainer.finder.FinderSize;
import smilet.trainer.finder.FinderTraining;
import smilet.trainer.report.TrainingCost;

@Command(
    name = "finder",
    description = {
      "Trains a face finder, which looks for faces in whole pictures.",
      "It learns from pictures of one face each, as smile models do, and from pictures without"
          + " faces. Ctrl-C ends training and saves what there is."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainFinderCommand implements Callable<Integer> {
  private static final int MAX_ITERATIONS = 100_000;
  private static final int MAX_WINDOWS = 1_000_000;

  private static final String NOTHING_SAVED =
      "interrupted before the first iteration was done; nothing was saved";

  @ParentCommand TrainCommand train;

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "FACES",
      description =
          "Pictures of one face each: a folder of them, or labelled faces as smilet train takes them;"
              + " the labels do not matter.")
  Path faces;

  @Mixin BackgroundOption background;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "The file to write.")
  Path out;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      defaultValue = "4k",
      description =
          "4k, at most 4.5 KiB, or 8k, at most 8 KiB and more accurate (default: ${DEFAULT-VALUE}).")
  FinderSize size;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "" + FinderPlan.USUAL_ITERATIONS,
      description = "Passes over all faces (default: ${DEFAULT-VALUE}).")
  int iterations;

  @Option(
      names = "--windows",
      paramLabel = "N",
      defaultValue = "" + FinderPlan.USUAL_WINDOWS,
      description = "Windows of backgrounds to learn from per pass (default: ${DEFAULT-VALUE}).")
  int windows;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Decides everything that is left to chance; the same seed trains the same finder"
              + " (default: ${DEFAULT-VALUE}).")
  long seed;

  @Mixin ThreadsOption threads;

  @Mixin DataOptions dataOptions;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    train.smilet.interruption().says(NOTHING_SAVED);
    new Outputs().reads(faces).writes("--out", out);
    FinderPlan plan = plan();
    Dataset dataset = dataOptions.loadUnlabelled(faces, err);
    Backgrounds backgrounds = background.load(err);
    FinderTraining training = new FinderTraining(dataset, backgrounds, plan);
    train.smilet.interruption().endsBy(training::interrupt);
    FinderTraining.Result result;
    try (TrainingProgress progress = new TrainingProgress(Progress.on(err, "training"))) {
      result = training.run(progress);
    }
    if (result.outcome().keptIteration() == 0) {
      throw new UserError(NOTHING_SAVED);
    }
    byte[] bytes = result.file().encode();
    AtomicFile.write(out, bytes);
    print(result, bytes.length);
    return ExitCode.OK;
  }

  private FinderPlan plan() {
    UserError.require(
        iterations >= 1 && iterations <= MAX_ITERATIONS,
        "--iterations",
        "1 to " + MAX_ITERATIONS,
        iterations);
    UserError.require(
        windows >= 1 && windows <= MAX_WINDOWS, "--windows", "1 to " + MAX_WINDOWS, windows);
    threads.require();
    return new FinderPlan(
        size.architecture(),
        iterations,
        windows,
        seed,
        threads.count.orElse(Runtime.getRuntime().availableProcessors()));
  }

  private void print(FinderTraining.Result result, int bytes) {
    PrintWriter text = spec.commandLine().getOut();
    FinderFile file = result.file();
    text.printf(
        Locale.ROOT,
        "stopped: %s; kept iteration %d%n",
        result.outcome().reason().description(),
        result.outcome().keptIteration());
    text.println("cost: " + TrainingCost.text(result.outcome().history()));
    text.printf(
        Locale.ROOT,
        "%s: window %s, %s, threshold %.3f, %,d bytes, sha256 %s%n",
        out,
        file.finder().window().grid(),
        file.finder().window().network(),
        file.finder().threshold(),
        bytes,
        file.contentHash());
    text.flush();
  }
}
