package smilet.trainer.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import smilet.trainer.heads.RenderedFaces;

/** Where the head model is, for every command that only renders. */
final class HeadModelOption {
  @Option(
      names = "--head-model",
      paramLabel = "DIR",
      required = true,
      description = "A clone of " + RenderedFaces.HEAD_MODEL_URL + " (light model, MIT).")
  Path folder;
}
