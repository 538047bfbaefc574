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
import picocli.CommandLine.Spec;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;
import smilet.trainer.finder.SceneFolder;
import smilet.trainer.finder.Scenes;

@Command(
    name = "scenes",
    description = {
      "Composes pictures with faces in known places, to measure face finders with.",
      "Faces of any data set are put on pictures without faces, several sizes and several per"
          + " picture; OUT/boxes.csv says where. Measure with people and backgrounds that the finder"
          + " has not learned."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ScenesCommand implements Callable<Integer> {
  private static final int MAX_COUNT = 100_000;

  /** What the scenes are like. */
  enum Kind {
    ROOM,
    PORTRAIT;

    private Scenes.Layout layout() {
      return switch (this) {
        case ROOM -> Scenes.Layout.ROOM;
        case PORTRAIT -> Scenes.Layout.PORTRAIT;
      };
    }
  }

  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FACES", description = DataOptions.DATA)
  Path faces;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "The folder to write: a new or an empty one.")
  Path out;

  @Mixin BackgroundOption background;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "room",
      description =
          "room: up to 3 faces from 27 pixels in a picture as large as its background, and none in"
              + " every fifth; portrait: one large face in 180x192 pixels (default:"
              + " ${DEFAULT-VALUE}).")
  Kind kind;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "300",
      description = "The number of pictures, 1 to 100000 (default: ${DEFAULT-VALUE}).")
  int count;

  @Option(
      names = "--people",
      paramLabel = "SHARE",
      defaultValue = "1",
      description =
          "Share of the people whose faces are shown; --seed decides which (default:"
              + " ${DEFAULT-VALUE}).")
  double people;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides everything that is left to chance (default: ${DEFAULT-VALUE}).")
  long seed;

  @Mixin DataOptions dataOptions;

  @Override
  public Integer call() throws IOException {
    UserError.require(count >= 1 && count <= MAX_COUNT, "--count", "1 to " + MAX_COUNT, count);
    UserError.require(people > 0 && people <= 1, "--people", "above 0 and at most 1", people);
    PrintWriter err = spec.commandLine().getErr();
    Dataset dataset = dataOptions.load(faces, err);
    int[] shown = people == 1 ? dataset.indices() : Split.byPerson(dataset, people, seed).heldOut();
    UserError.require(shown.length > 0, "--people", "enough for one face", people);
    Scenes scenes = new Scenes(dataset, shown, background.load(err), kind.layout(), seed);
    try (Progress progress = Progress.on(err, "composing scenes")) {
      SceneFolder.write(out, scenes, count, progress::advance);
    }
    PrintWriter text = spec.commandLine().getOut();
    text.printf(Locale.ROOT, "%,d scenes in %s%n", count, out);
    text.flush();
    return ExitCode.OK;
  }
}
