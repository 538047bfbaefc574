package smilet.trainer.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.ModelFile;
import smilet.trainer.data.Dataset;
import smilet.trainer.report.Report;

@Command(
    name = "report",
    description = "Writes one HTML page about a model: curves, mistakes, weights, size.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  Path model;

  @Parameters(index = "1", paramLabel = "DATA", description = DataOptions.DATA)
  Path data;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "The page to write.")
  Path out;

  @Mixin DataOptions dataOptions;

  @Override
  public Integer call() throws IOException {
    requireDrawable(out);
    ModelFile file = Models.read(model);
    Dataset dataset = dataOptions.load(data, spec.commandLine().getErr());
    dataset.requireAtLeast(file.model().grid());
    int[] all = IntStream.range(0, dataset.size()).toArray();
    String title = "Smilet: " + model.getFileName();
    write(out, new Report(title, file, dataset, all, Optional.empty()));
    spec.commandLine().getOut().printf("%s%n", out);
    return 0;
  }

  /** Finds out before the work whether a page can be drawn and written. */
  static void requireDrawable(Path out) {
    TrainCommand.requireWritable(out);
    Optional<String> lack = Report.fontLack();
    if (lack.isPresent()) {
      throw new UserError(
          "charts need fonts and this machine has none ("
              + lack.get()
              + "); on Debian: apt install fontconfig fonts-dejavu-core");
    }
  }

  static void write(Path out, Report report) throws IOException {
    AtomicFile.write(out, report.html().getBytes(StandardCharsets.UTF_8));
  }
}
