package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.ExitCode;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.model.Model;
import smilet.shared.ready.ReadyFinder;
import smilet.shared.ready.ReadyModel;
import smilet.shared.ready.ReadyModels;
import smilet.trainer.data.Dataset;
import smilet.trainer.heads.RenderedFaces;
import smilet.trainer.pipeline.ReadyMade;
import smilet.trainer.pipeline.Training;
import smilet.trainer.pipeline.TrainingResult;

@Command(
    name = "models",
    description = {
      "Lists the ready-made models, which can be named wherever a command takes a model.",
      "They were trained on rendered faces only; the figures are on photographs of people."
    },
    mixinStandardHelpOptions = true,
    subcommands = ModelsCommand.Rebuild.class)
final class ModelsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print a JSON array with one object per model.")
  boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      printJson(out);
      return ExitCode.OK;
    }
    out.printf(
        "%-14s %7s %7s %12s %8s %10s %10s %12s%n",
        "model", "grid", "bytes", "mult.-adds", "AUC", "AUC agreed", "balanced", "calibration");
    for (ReadyModel model : ReadyModels.all()) {
      out.printf(
          Locale.ROOT,
          "%-14s %7s %,7d %,12d %8.3f %10.3f %10.3f %12.3f%n",
          model.name(),
          model.recipe().grid(),
          model.bytes().length,
          model.file().model().multiplyAdds(),
          model.figures().auc(),
          model.figures().agreedAuc(),
          model.figures().balancedAccuracy(),
          model.figures().calibrationError());
    }
    out.println();
    out.println("\"ready\" is the first of them that fits the faces or the sensor.");
    out.println();
    for (ReadyFinder finder : ReadyFinder.all()) {
      out.printf(
          Locale.ROOT,
          "%-14s %7s %,7d  finds faces in pictures of cameras, for --finder on the device%n",
          finder.name(),
          finder.file().finder().window().grid(),
          finder.bytes().length);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void printJson(PrintWriter out) {
    ArrayNode array = Json.object().arrayNode();
    for (ReadyModel model : ReadyModels.all()) {
      array
          .addObject()
          .put("model", model.name())
          .put("grid", model.recipe().grid().toString())
          .put("network", model.recipe().network())
          .put("modelBytes", model.bytes().length)
          .put("sha256", model.contentHash())
          .put("faces", model.recipe().faces())
          .put("facesSeed", model.recipe().facesSeed())
          .put("iterations", model.recipe().iterations())
          .put("teachers", model.recipe().teachers())
          .put("seed", model.recipe().seed())
          .put("auc", model.figures().auc())
          .put("agreedAuc", model.figures().agreedAuc())
          .put("balancedAccuracy", model.figures().balancedAccuracy())
          .put("expectedCalibrationError", model.figures().calibrationError());
    }
    Json.print(out, array);
  }

  @Command(
      name = "rebuild",
      description = {
        "Makes ready-made models again from their recipes, and says whether they are the same to"
            + " the byte.",
        "Models with the same faces share one rendering; it takes minutes per model."
      },
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:Every model is the same.", "1:A model differs."},
      mixinStandardHelpOptions = true)
  static final class Rebuild implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which models (default: all).")
    List<String> names = new ArrayList<>();

    @Mixin HeadModelOption headModel;

    @Option(
        names = {"-o", "--out"},
        paramLabel = "FOLDER",
        required = true,
        description = "The folder to write the models into; it is created if it is absent.")
    Path out;

    @Override
    public Integer call() throws IOException {
      List<ReadyModel> models =
          names.isEmpty() ? ReadyModels.all() : names.stream().map(this::named).toList();
      try {
        Files.createDirectories(out);
      } catch (IOException e) {
        throw new FileError("cannot create the folder", out, e);
      }
      boolean same = true;
      Course course = null;
      for (ReadyModel model : models) {
        if (course == null || !course.fits(model.recipe())) {
          course = prepare(model.recipe());
        }
        same &= rebuild(model, course);
      }
      return same ? ExitCode.OK : ExitCode.NOT_ALL_OK;
    }

    private ReadyModel named(String name) {
      return ReadyModels.named(name)
          .orElseThrow(
              () ->
                  new UserError(
                      "there is no ready-made model \"%s\"; smilet models lists them"
                          .formatted(name)));
    }

    /**
     * What models with the same faces and the same number of teachers share.
     *
     * @param taught the answers of the teachers; empty if there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Course(ReadyModel.Recipe recipe, Dataset faces, Optional<float[]> taught) {
      boolean fits(ReadyModel.Recipe other) {
        return other.faces() == recipe.faces()
            && other.facesSeed() == recipe.facesSeed()
            && other.teachers() == recipe.teachers();
      }
    }

    private Course prepare(ReadyModel.Recipe recipe) throws FileError {
      Dataset faces = render(recipe);
      if (recipe.teachers() == 0) {
        return new Course(recipe, faces, Optional.empty());
      }
      List<Model> teachers = new ArrayList<>();
      for (int i = 0; i < recipe.teachers(); i++) {
        String task =
            String.format(Locale.ROOT, "training teacher %d of %d", i + 1, recipe.teachers());
        teachers.add(train(ReadyMade.teacher(faces, i), task).file().model());
      }
      return new Course(recipe, faces, Optional.of(ReadyMade.taught(teachers, faces)));
    }

    private TrainingResult train(Training training, String task) {
      PrintWriter err = spec.commandLine().getErr();
      try (TrainingProgress progress = new TrainingProgress(Progress.on(err, task))) {
        return training.run(progress);
      }
    }

    private Dataset render(ReadyModel.Recipe recipe) throws FileError {
      try (Progress progress = Progress.on(spec.commandLine().getErr(), "rendering faces")) {
        return RenderedFaces.inMemory(
            headModel.folder,
            RenderedFaces.Series.ofSmiles(recipe.faces(), recipe.facesSeed()),
            progress::advance);
      }
    }

    private boolean rebuild(ReadyModel model, Course course) throws IOException {
      TrainingResult result =
          train(
              ReadyMade.training(model.recipe(), course.faces(), course.taught()),
              "training " + model.name());
      Path file = out.resolve(model.name() + ".smilet");
      AtomicFile.write(file, result.file().encode());
      boolean same = result.file().contentHash().equals(model.contentHash());
      PrintWriter text = spec.commandLine().getOut();
      text.printf(
          Locale.ROOT,
          "%s: sha256 %s, %s, %.0f CPU s%n",
          file,
          result.file().contentHash(),
          same ? "as shipped" : "NOT as shipped, which is " + model.contentHash(),
          result.outcome().history().cpuSeconds());
      text.flush();
      return same;
    }
  }
}
