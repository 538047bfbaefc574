package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.UserError;
import smilet.trainer.data.DrawnFaces;

@Command(
    name = "faces",
    description = "Draws labelled faces, for tests and demonstrations without photographs.",
    mixinStandardHelpOptions = true)
final class FacesCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "OUT", description = "The folder to write: a new or an empty one.")
  Path out;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "2000",
      description = "The number of faces, 1 or more (default: ${DEFAULT-VALUE}).")
  int count;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Decides which people are drawn (default: ${DEFAULT-VALUE}).")
  long seed;

  @Override
  public Integer call() throws IOException {
    UserError.require(count >= 1, "--count", "1 or more", count);
    try (Progress progress = Progress.on(spec.commandLine().getErr(), "drawing faces")) {
      DrawnFaces.draw(out, count, seed, progress::advance);
    }
    spec.commandLine().getOut().printf("%,d faces in %s%n", count, out);
    return 0;
  }
}
