package smilet.trainer.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.ModelFile;
import smilet.trainer.collect.CollectedFolder;
import smilet.trainer.collect.Collector;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.LoadOptions;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.finetune.Comparison;
import smilet.trainer.finetune.FineTuning;
import smilet.trainer.finetune.Remembered;
import smilet.trainer.flash.Flash;
import smilet.trainer.flash.RemoteCommand;
import smilet.trainer.flash.SshSettings;
import smilet.trainer.flash.Target.SshHost;
import smilet.trainer.report.TeachingPage;

@Command(
    name = "teach",
    description = {
      "Makes a model for the person in front of a device: brings the captured frames, fine-tunes a"
          + " model on them, compares it with the one before on frames that it has not learned"
          + " from, and brings it to the device if it is better.",
      "It can be interrupted at any point; run it again, and it goes on."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:The device has the new model.",
      "1:It does not: the model is not better, or the device did not take it.",
      "2:The command line or the frames are wrong."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TeachCommand implements Callable<Integer> {
  /** What fine-tuning may lose on other people before it is said. */
  private static final double WORTH_SAYING = 0.01;

  @Spec CommandSpec spec;

  @Mixin RemoteOptions remote;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      defaultValue = "ready",
      description =
          "The model to begin at (default: ${DEFAULT-VALUE}, the ready-made one that fits).")
  Path from;

  @Option(
      names = "--with",
      paramLabel = "OTHER-DATA",
      description = "Also learn from these faces of other people.")
  Optional<Path> with;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where the frames and the model are kept (default: smilet-HOST).")
  Optional<Path> folder;

  @Option(
      names = "--anyway",
      description = "Bring the model to the device even if it is no better.")
  boolean anyway;

  @Override
  public Integer call() throws IOException, InterruptedException {
    SshSettings settings = remote.settings();
    SshHost host = remote.host();
    Path place = folder.orElseGet(() -> Path.of("smilet-" + nameOf(host)));
    PrintWriter out = spec.commandLine().getOut();

    CollectedFolder collected = new CollectedFolder(place);
    Collector.Result brought = new Collector(settings, host).collect(collected);
    say(
        out,
        "%,d new frames, %,d in all, in %s",
        brought.stored(),
        collected.frames().size(),
        place);
    if (collected.frames().isEmpty()) {
      throw new UserError(
          host + " has no captured frames; capture some on its page, see smilet page");
    }
    Dataset own = DatasetLoader.load(place, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
    ModelFile base = ModelFiles.forFaces(from, ModelFiles.read(from), own);
    FineTuning tuning = new FineTuning(base, own, others());
    ModelFile tuned = tuning.tuned(own.indices());
    Predictions before = Predictions.of(base.model(), own);
    Optional<Predictions> after = tuning.onHeldOutBursts();
    Optional<Comparison> comparison = after.map(answers -> Comparison.of(own, before, answers));
    String words = FineTuneOptions.words(comparison);
    say(out, "%s", words);
    Remembered remembered = Remembered.of(base, tuned);
    say(
        out,
        "AUC on %,d drawn faces of others: %.3f before, %.3f after%s",
        remembered.faces(),
        remembered.before(),
        remembered.after(),
        remembered.lost() > WORTH_SAYING ? "; it forgets others, consider --with" : "");
    TeachingPage page =
        new TeachingPage(
            "Smilet: taught by " + host, words, own, before, after, comparison, remembered);
    Path pageFile = place.resolve("taught.html");
    AtomicFile.write(pageFile, page.html().getBytes(StandardCharsets.UTF_8));
    say(out, "each frame before and after: %s", pageFile);
    Path file = place.resolve("taught.smilet");
    AtomicFile.write(file, tuned.encode());
    if (!comparison.map(Comparison::better).orElse(false) && !anyway) {
      say(out, "not better, so it stays here: %s; --anyway brings it to the device", file);
      return ExitCode.NOT_ALL_OK;
    }
    return deliver(base, tuned, settings, host, out) ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  private static String nameOf(SshHost host) {
    return host.destination().replaceAll("[^A-Za-z0-9.-]+", "_");
  }

  private static void say(PrintWriter out, String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  private Optional<Dataset> others() {
    return with.map(
        path -> DatasetLoader.load(path, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE));
  }

  private boolean deliver(
      ModelFile base, ModelFile tuned, SshSettings settings, SshHost host, PrintWriter out)
      throws IOException, InterruptedException {
    if (isEmpty(settings, host)) {
      say(out, "first the model to go back to:");
      flash(base, settings, host, out);
    }
    boolean taken = flash(tuned, settings, host, out);
    if (taken) {
      say(
          out,
          "to go back: the button on the page, or ssh %s %s rollback",
          host,
          settings.remoteCommand());
    }
    return taken;
  }

  /** Whether no model was ever installed on the device. */
  private static boolean isEmpty(SshSettings settings, SshHost host)
      throws IOException, InterruptedException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      RemoteCommand.run(settings.with("status --json"), host, new byte[0], answer);
    } catch (IOException noStore) {
      return true; // the first installation makes it
    }
    return !answer
        .toString(StandardCharsets.UTF_8)
        .matches("(?s).*\"current\"\\s*:\\s*\"[0-9a-f]{64}\".*");
  }

  private static boolean flash(ModelFile model, SshSettings settings, SshHost host, PrintWriter out)
      throws InterruptedException {
    return new Flash(model, List.of(host), settings.with("install -"))
        .deliver(
            delivery ->
                say(
                    out,
                    "%s %s: %s",
                    delivery.taken() ? "ok    " : "FAILED",
                    delivery.target(),
                    delivery.report()));
  }
}
