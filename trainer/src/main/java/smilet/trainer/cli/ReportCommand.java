package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Outputs;
import smilet.trainer.data.Dataset;
import smilet.trainer.report.Report;

@Command(
    name = "report",
    description = "Writes an HTML page about a model: charts, mistakes, weights, size.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = ModelFiles.MODEL)
  Path model;

  @Parameters(index = "1", paramLabel = "DATA", description = DataOptions.DATA)
  Path data;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "The HTML file to write.")
  Path out;

  @Mixin GroupOptions groupOptions;
  @Mixin DataOptions dataOptions;

  @Override
  public Integer call() throws IOException {
    ReportFile.requireWritable(new Outputs().reads(model).reads(data), "--out", out);
    ModelFile read = ModelFiles.read(model);
    Dataset dataset = dataOptions.load(data, spec.commandLine().getErr());
    ModelFile file = ModelFiles.forFaces(model, read, dataset);
    String title = "Smilet: " + model.getFileName();
    ReportFile.write(
        out,
        new Report(title, file, dataset, dataset.indices(), Optional.empty(), groupOptions.columns)
            .html());
    spec.commandLine().getOut().printf("%s%n", out);
    return 0;
  }
}
