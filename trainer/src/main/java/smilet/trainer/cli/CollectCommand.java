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
import smilet.trainer.collect.CollectedFolder;
import smilet.trainer.collect.Collector;

@Command(
    name = "collect",
    description =
        "Brings the frames that were captured on a device to this machine, as labelled faces in"
            + " which each burst is a person. If it is interrupted, run it again: it goes on.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CollectCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin RemoteOptions remote;

  @Parameters(index = "1", paramLabel = "DIR", description = "The folder to bring them to.")
  Path folder;

  @Option(
      names = "--delete",
      description = "Afterwards, delete on the device the frames that are here.")
  boolean delete;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Collector collector = new Collector(remote.settings(), remote.host());
    CollectedFolder collected = new CollectedFolder(folder);
    Collector.Result result = collector.collect(collected);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%,d new frames of %,d on the device; %,d in %s%n",
        result.stored(),
        result.onDevice().size(),
        collected.frames().size(),
        folder);
    out.flush();
    if (delete) {
      collector.deleteThere(result.onDevice());
      out.printf(Locale.ROOT, "deleted %,d frames on the device%n", result.onDevice().size());
    }
    return 0;
  }
}
