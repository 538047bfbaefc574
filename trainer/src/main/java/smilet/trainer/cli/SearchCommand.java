package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Outputs;
import smilet.shared.frame.Grid;
import smilet.trainer.data.Dataset;
import smilet.trainer.folds.FoldRunner;
import smilet.trainer.folds.KeptResults;
import smilet.trainer.folds.ResumedRunner;
import smilet.trainer.folds.TrainingFaces;
import smilet.trainer.report.SearchPage;
import smilet.trainer.search.Search;
import smilet.trainer.search.SearchOutcome;
import smilet.trainer.search.SearchRequest;

@Command(
    name = "search",
    description = {
      "Looks for the best network within a number of bytes: shapes, grids, bits per weight and"
          + " recipes. Many candidates are trained a little, the best of them longer and on more"
          + " folds of the people.",
      "The last fold is kept back: the winner, and the best network known before, are judged on it"
          + " once, at the end. Every finished model is kept in OUT at once, and the same command"
          + " goes on from there."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SearchCommand implements Callable<Integer> {
  @ParentCommand Smilet smilet;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DATA", description = DataOptions.DATA)
  Path data;

  @Option(
      names = "--grid",
      paramLabel = "WxH",
      required = true,
      description = "The finest pixel grid of a candidate, usually that of the sensor.")
  Grid grid;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      required = true,
      description = "The largest model file, 300 to 1048576.")
  int bytes;

  @Option(
      names = "--budget",
      paramLabel = "N",
      defaultValue = "40",
      description =
          "How much work: about as much as N trainings of the best network known before, 10 to"
              + " 100000 (default: ${DEFAULT-VALUE}).")
  int budget;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "5",
      description = "The number of folds, 3 to 1000 (default: ${DEFAULT-VALUE}).")
  int folds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Decides everything that is left to chance; the same seed finds the same model (default:"
              + " ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "OUT",
      defaultValue = "search",
      description =
          "The folder for best.smilet, search.html and all models (default: ${DEFAULT-VALUE}).")
  Path out;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Mixin ThreadsOption threads;
  @Mixin ClusterOptions cluster;
  @Mixin DataOptions dataOptions;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    SearchRequest request = request();
    dataOptions.options();
    threads.require();
    cluster.require();
    makeFolder();
    Path best = out.resolve("best.smilet");
    Path page = out.resolve("search.html");
    Outputs outputs = new Outputs().reads(data).writes("--out", best);
    ReportFile.requireWritable(outputs, "--out", page);
    Dataset dataset = dataOptions.load(data, err);
    SearchOutcome outcome = search(request, dataset, err);
    AtomicFile.write(best, outcome.winner().model());
    SearchPage report = new SearchPage("Smilet: search in " + data, request, outcome);
    ReportFile.write(page, report.html());
    print(request, outcome, report, dataset);
    return 0;
  }

  private SearchRequest request() {
    UserError.require(
        bytes >= 300 && bytes <= ModelFile.MAX_BYTES,
        "--bytes",
        "300 to " + ModelFile.MAX_BYTES,
        bytes);
    UserError.require(
        budget >= SearchRequest.LEAST_BUDGET && budget <= 100_000,
        "--budget",
        SearchRequest.LEAST_BUDGET + " to 100000",
        budget);
    UserError.require(folds >= 3 && folds <= 1000, "--folds", "3 to 1000", folds);
    return new SearchRequest(grid, bytes, budget, folds, seed);
  }

  private void makeFolder() throws IOException {
    try {
      Files.createDirectories(out);
    } catch (IOException fault) {
      throw new FileError("cannot make the folder", out, fault);
    }
  }

  private SearchOutcome search(SearchRequest request, Dataset dataset, PrintWriter err) {
    TrainingFaces faces = TrainingFaces.of(dataset);
    KeptResults kept = new KeptResults(out.resolve("models"), faces.contentHash());
    Search search = new Search(request, dataset);
    try (FoldRunner runner =
            new ResumedRunner(cluster.runner(faces, data, dataOptions, threads.orUsual()), kept);
        StepProgress progress = new StepProgress(err)) {
      smilet.interruption().endsBy(runner::interrupt);
      Optional<SearchOutcome> outcome = search.run(runner, progress);
      return outcome.orElseThrow(
          () ->
              new UserError(
                  "interrupted; the finished models are kept in %s, and the same command goes on"
                          .formatted(out)
                      + " from there"));
    }
  }

  private void print(
      SearchRequest request, SearchOutcome outcome, SearchPage page, Dataset dataset) {
    PrintWriter text = spec.commandLine().getOut();
    if (json) {
      ObjectNode object = object(outcome.winner());
      object.put("chosenOnAuc", outcome.chosenOn().auc());
      outcome.usual().ifPresent(usual -> object.set("usual", object(usual)));
      object
          .put("keptBackFold", request.keptBack())
          .put("candidates", outcome.standings().getFirst().size())
          .put("models", outcome.models())
          .put("cpuSeconds", outcome.cpuSeconds());
      DataOptions.addReport(dataset.report(), object);
      Json.print(text, object);
      return;
    }
    line(text, "best", request, outcome.winner());
    outcome.usual().ifPresent(usual -> line(text, "known before", request, usual));
    text.printf(
        Locale.ROOT,
        "AUC of the best on the folds it was chosen on: %.4f%n",
        outcome.chosenOn().auc());
    text.println(page.honest());
    text.printf(
        Locale.ROOT, "cost: %,.0f CPU s in %,d models%n", outcome.cpuSeconds(), outcome.models());
    text.println(out.resolve("search.html"));
    text.flush();
  }

  private static void line(
      PrintWriter text, String what, SearchRequest request, SearchOutcome.Judged judged) {
    text.printf(
        Locale.ROOT,
        "%s: AUC %.4f on fold %d, %,d bytes, %,d multiply-adds: smilet train DATA %s%n",
        what,
        judged.auc(),
        request.keptBack(),
        judged.model().length,
        judged.candidate().multiplyAdds(),
        judged.candidate().options());
  }

  private static ObjectNode object(SearchOutcome.Judged judged) {
    return Json.object()
        .put("auc", judged.auc())
        .put("modelBytes", judged.model().length)
        .put("multiplyAdds", judged.candidate().multiplyAdds())
        .put("options", judged.candidate().options());
  }
}
