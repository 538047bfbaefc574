package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
import smilet.shared.error.UserError;
import smilet.shared.file.ModelFile;
import smilet.shared.fixed.Q15;
import smilet.shared.model.Thresholds;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Opinions;
import smilet.trainer.evaluate.Confusion;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.GroupFigures;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.evaluate.Reliability;

@Command(
    name = "evaluate",
    description =
        "Evaluates a model on labelled faces, with the same integer arithmetic as the device.",
    mixinStandardHelpOptions = true,
    subcommands = EvaluateFinderCommand.class)
final class EvaluateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      arity = "0..1", // required below: picocli would require it before a subcommand, too
      description = ModelFiles.MODEL)
  Path model;

  @Parameters(index = "1", paramLabel = "DATA", arity = "0..1", description = DataOptions.DATA)
  Path data;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Mixin GroupOptions groupOptions;
  @Mixin DataOptions dataOptions;
  @Mixin OpinionOptions opinionOptions;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    RequiredArguments.require(spec, "MODEL", model);
    RequiredArguments.require(spec, "DATA", data);
    ModelFile read = ModelFiles.read(model);
    Dataset dataset = dataOptions.load(data, err);
    Optional<Opinions> opinions = opinionOptions.read(dataOptions.options(), err);
    ModelFile file = ModelFiles.forFaces(model, read, dataset);
    Predictions predictions = Predictions.of(file.model(), dataset);
    List<GroupFigures> groups = groupOptions.judge(predictions, dataset, dataset.indices());
    Evaluation evaluation = Evaluation.of(predictions);
    Confusion decided = Confusion.at(predictions, file.thresholds());
    Optional<Evaluation> agreed = opinions.map(said -> agreed(predictions, dataset, said));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode object = object(evaluation, decided, file.encode().length);
      agreed.ifPresent(figures -> object.set("agreed", agreed(figures)));
      if (!groups.isEmpty()) {
        object.set("groups", GroupOptions.json(groups));
      }
      DataOptions.addReport(dataset.report(), object);
      Json.print(out, object);
    } else {
      print(out, evaluation, decided, file.thresholds(), file.encode().length);
      agreed.ifPresent(figures -> printAgreed(out, figures));
      GroupOptions.print(out, groups, evaluation.auc());
    }
    return 0;
  }

  private static Evaluation agreed(Predictions predictions, Dataset data, Opinions opinions) {
    int[] faces = opinions.agreed(data);
    if (!data.hasBothClasses(faces)) {
      throw new UserError("--second: there are no smiles, or no other faces, on which all agree");
    }
    return Evaluation.of(predictions.only(faces));
  }

  private static ObjectNode agreed(Evaluation figures) {
    return Json.object()
        .put("frames", figures.frames())
        .put("accuracy", figures.accuracy())
        .put("auc", figures.auc())
        .put("balancedAccuracy", figures.balancedAccuracy())
        .put("expectedCalibrationError", figures.reliability().expectedError());
  }

  private static void printAgreed(PrintWriter out, Evaluation figures) {
    out.printf(
        Locale.ROOT,
        """

        faces whose labels agree  %,d
        accuracy                  %.4f
        AUC                       %.4f
        balanced accuracy         %.4f
        calibration error         %.4f
        """,
        figures.frames(),
        figures.accuracy(),
        figures.auc(),
        figures.balancedAccuracy(),
        figures.reliability().expectedError());
    out.flush();
  }

  private static ObjectNode object(Evaluation evaluation, Confusion decided, long bytes) {
    ObjectNode json = Json.object();
    json.put("frames", evaluation.frames());
    json.put("accuracy", evaluation.accuracy());
    json.put("auc", evaluation.auc());
    json.put("balancedAccuracy", evaluation.balancedAccuracy());
    json.put("f1", evaluation.f1());
    json.put("averageError", evaluation.averageError());
    json.put("roughlyRight", evaluation.roughlyRight());
    json.put("modelBytes", bytes);
    json.put("expectedCalibrationError", evaluation.reliability().expectedError());
    json.set("confusion", confusion(evaluation.confusion()));
    json.set("decided", confusion(decided));
    ArrayNode reliability = json.putArray("reliability");
    for (Reliability.Bin bin : evaluation.reliability().bins()) {
      reliability
          .addObject()
          .put("from", bin.from())
          .put("to", bin.to())
          .put("frames", bin.frames())
          .put("meanProbability", bin.meanProbability())
          .put("smileShare", bin.smileShare());
    }
    return json;
  }

  private static ObjectNode confusion(Confusion confusion) {
    return Json.object()
        .put("smileAsSmile", confusion.smileAsSmile())
        .put("smileUnsure", confusion.smileUnsure())
        .put("smileAsOther", confusion.smileAsOther())
        .put("otherAsSmile", confusion.otherAsSmile())
        .put("otherUnsure", confusion.otherUnsure())
        .put("otherAsOther", confusion.otherAsOther());
  }

  private static void print(
      PrintWriter out,
      Evaluation evaluation,
      Confusion decided,
      Thresholds thresholds,
      long bytes) {
    figures(out, evaluation, bytes);
    tables(out, evaluation.confusion(), decided, thresholds);
    out.println("percentage          frames   mean   smiles");
    for (Reliability.Bin bin : evaluation.reliability().bins()) {
      if (bin.frames() > 0) {
        out.printf(
            Locale.ROOT,
            "%3.0f to %3.0f %%      %8d  %3.0f %%    %3.0f %%%n",
            100 * bin.from(),
            100 * bin.to(),
            bin.frames(),
            100 * bin.meanProbability(),
            100 * bin.smileShare());
      }
    }
    out.flush();
  }

  private static void figures(PrintWriter out, Evaluation evaluation, long bytes) {
    out.printf(
        Locale.ROOT,
        """
        frames              %,d
        accuracy            %.4f
        AUC                 %.4f
        balanced accuracy   %.4f
        F1                  %.4f
        average error       %.2f points
        roughly right       %.1f %%
        calibration error   %.4f
        model               %,d bytes

        """,
        evaluation.frames(),
        evaluation.accuracy(),
        evaluation.auc(),
        evaluation.balancedAccuracy(),
        evaluation.f1(),
        evaluation.averageError(),
        100 * evaluation.roughlyRight(),
        evaluation.reliability().expectedError(),
        bytes);
  }

  private static void tables(
      PrintWriter out, Confusion half, Confusion decided, Thresholds thresholds) {
    out.printf(
        Locale.ROOT,
        """
        at 50 %%             called smile   called not
        smiles              %12d %12d
        others              %12d %12d

        """,
        half.smileAsSmile(),
        half.smileAsOther(),
        half.otherAsSmile(),
        half.otherAsOther());
    out.printf(
        Locale.ROOT,
        """
        at %3.0f %% / %.0f %%     called smile       unsure   called not
        smiles              %12d %12d %12d
        others              %12d %12d %12d

        """,
        Q15.toPercent(thresholds.smileQ15()),
        Q15.toPercent(thresholds.notSmileQ15()),
        decided.smileAsSmile(),
        decided.smileUnsure(),
        decided.smileAsOther(),
        decided.otherAsSmile(),
        decided.otherUnsure(),
        decided.otherAsOther());
  }
}
