package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;
import smilet.shared.file.ModelFile;
import smilet.trainer.export.CLibrary;
import smilet.trainer.export.Footprint;

@Command(
    name = "export",
    description = "Writes a model as a C library for microcontrollers.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = ModelFiles.MODEL)
  Path model;

  @Option(
      names = "--c",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write; it may contain an earlier export, and nothing else.")
  Path folder;

  @Option(
      names = "--prefix",
      paramLabel = "P",
      defaultValue = CLibrary.PREFIX,
      description = "What all names in the library begin with (default: ${DEFAULT-VALUE}).")
  String prefix;

  @Override
  public Integer call() throws IOException {
    ModelFile file = ModelFiles.read(model);
    UserError.naming("--prefix", () -> new CLibrary(file, prefix)).write(folder);
    Footprint footprint = Footprint.of(file);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: about %,d bytes of flash, %,d bytes of RAM, %,d multiply-adds per frame%n",
            folder,
            footprint.flashBytes(),
            footprint.ramBytes(),
            footprint.multiplyAdds());
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
