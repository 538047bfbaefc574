package smilet.trainer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.UserError;
import smilet.shared.file.ModelFile;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.finetune.PersonalStudy;
import smilet.trainer.finetune.PersonalStudy.Figures;
import smilet.trainer.finetune.PersonalStudy.Teacher;
import smilet.trainer.pipeline.Training;
import smilet.trainer.pipeline.TrainingPlan;
import smilet.trainer.pipeline.TrainingRequest;

@Command(
    name = "personal",
    description =
        "Measures how much a few frames of one person help, on people of DATA who have at least 10"
            + " smiles and 10 others: the base model alone, training from scratch on the frames,"
            + " and fine-tuning.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PersonalCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DATA", description = DataOptions.DATA)
  Path data;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      defaultValue = "ready",
      description = "The base model (default: ${DEFAULT-VALUE}).")
  Path from;

  @Option(
      names = "--own",
      paramLabel = "N,N",
      split = ",",
      defaultValue = "5,10,20",
      description = "How many frames of each kind are learned from (default: ${DEFAULT-VALUE}).")
  List<Integer> own;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often they are drawn per person (default: ${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--first-half",
      description =
          "Measure the first half of the people, on which everything was chosen, instead of the"
              + " second.")
  boolean firstHalf;

  @Option(names = "--no-scratch", description = "Leave training from scratch out.")
  boolean noScratch;

  @Mixin DataOptions dataOptions;

  @Override
  public Integer call() throws IOException {
    UserError.require(draws >= 1, "--draws", "1 or more", draws);
    for (int count : own) {
      UserError.require(count >= 1, "--own", "numbers of 1 or more", count);
    }
    Dataset faces = dataOptions.load(data, spec.commandLine().getErr());
    ModelFile base = ModelFiles.forFaces(from, ModelFiles.read(from), faces);
    PersonalStudy study = new PersonalStudy(faces, !firstHalf);
    if (study.people() == 0 || !study.hasOthers()) {
      throw new UserError(
          "%s must have people with %s smiles and %s others each, and faces of other people"
              .formatted(data, PersonalStudy.LEAST_FRAMES, PersonalStudy.LEAST_FRAMES));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%d people, %d draws each%n", study.people(), draws);
    out.println("own frames  how          balanced accuracy  AUC     AUC on others");
    for (int count : own) {
      print(out, count, "base", study.measure(count, draws, PersonalStudy.base(base)));
      print(out, count, "fine-tuned", study.measure(count, draws, PersonalStudy.fineTuning(base)));
      if (!noScratch) {
        print(out, count, "from scratch", study.measure(count, draws, scratch(base)));
      }
    }
    return 0;
  }

  private static void print(PrintWriter out, int count, String how, Figures figures) {
    out.printf(
        Locale.ROOT,
        "%3d + %-3d   %-12s  %.4f             %.4f  %.4f%n",
        count,
        count,
        how,
        figures.balancedAccuracy(),
        figures.auc(),
        figures.othersAuc());
    out.flush();
  }

  /** Training of the usual network for the base's grid. */
  private static Teacher scratch(ModelFile base) {
    TrainingRequest request = TrainingRequest.usual(base.model().grid(), 0, 1);
    return (faces, learned) -> {
      Dataset few = faces.only(learned);
      TrainingPlan plan = request.plan(few.size(), few.smileCount());
      return new Training(few, Split.none(few), plan).run(DescentListener.NONE).file().model();
    };
  }
}
