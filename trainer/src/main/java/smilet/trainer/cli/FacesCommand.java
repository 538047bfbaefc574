package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;
import smilet.trainer.data.DrawnFaces;
import smilet.trainer.data.SmileDefinition;
import smilet.trainer.heads.Purpose;
import smilet.trainer.heads.RenderedFaces;

@Command(
    name = "faces",
    description = {
      "Makes labelled faces without a photograph, to train on.",
      "Without a subcommand it draws simple faces, for tests and demonstrations."
    },
    mixinStandardHelpOptions = true,
    subcommands = FacesCommand.Rendered.class)
final class FacesCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "OUT",
      arity = "0..1", // required below: picocli would require it before a subcommand, too
      description = "The folder to write: a new or an empty one.")
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
    if (out == null) {
      throw new ParameterException(
          spec.commandLine(), "OUT is missing: name the folder to write the faces into");
    }
    UserError.require(count >= 1, "--count", "1 or more", count);
    try (Progress progress = Progress.on(spec.commandLine().getErr(), "drawing faces")) {
      DrawnFaces.draw(out, count, seed, progress::advance);
    }
    spec.commandLine().getOut().printf(Locale.ROOT, "%,d faces in %s%n", count, out);
    return ExitCode.OK;
  }

  @Command(
      name = "rendered",
      description = {
        "Renders lifelike faces from the head model ICT-FaceKit.",
        SmileDefinition.TEXT,
        "Ctrl-C ends it; the faces listed in OUT/labels.csv are whole and can be used."
      },
      mixinStandardHelpOptions = true)
  static final class Rendered implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "OUT", description = "The folder to write: a new or an empty one.")
    Path out;

    @Mixin HeadModelOption headModel;

    @Option(
        names = "--count",
        paramLabel = "N",
        defaultValue = "20000",
        description = "The number of faces, 1 or more (default: ${DEFAULT-VALUE}).")
    int count;

    @Option(
        names = "--seed",
        paramLabel = "S",
        defaultValue = "1",
        description = "Decides which people are rendered (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
        names = "--size",
        paramLabel = "N",
        defaultValue = "64",
        description = "Width and height in pixels, 16 to 256 (default: ${DEFAULT-VALUE}).")
    int size;

    @Option(
        names = "--for",
        paramLabel = "PURPOSE",
        defaultValue = "smiles",
        description =
            "What is learned from them: smiles, or finding faces (default: ${DEFAULT-VALUE}).")
    Purpose purpose;

    @Override
    public Integer call() throws IOException {
      UserError.require(count >= 1, "--count", "1 or more", count);
      UserError.require(
          size >= RenderedFaces.MIN_SIDE && size <= RenderedFaces.MAX_SIDE,
          "--size",
          String.format(Locale.ROOT, "%d to %d", RenderedFaces.MIN_SIDE, RenderedFaces.MAX_SIDE),
          size);
      try (Progress progress = Progress.on(spec.commandLine().getErr(), "rendering faces")) {
        RenderedFaces.render(
            out,
            headModel.folder,
            new RenderedFaces.Series(purpose, count, seed, size),
            progress::advance);
      }
      spec.commandLine().getOut().printf(Locale.ROOT, "%,d faces in %s%n", count, out);
      return ExitCode.OK;
    }
  }
}
