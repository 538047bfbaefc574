package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;
import smilet.trainer.flash.HostsFile;
import smilet.trainer.flash.Target;

/** The file with devices, of every command that reaches many of them. */
final class HostsOption {
  @Option(
      names = "--hosts",
      paramLabel = "FILE",
      description = "A file with further targets, one per line; # begins a comment.")
  Path hosts;

  /**
   * All targets, each once.
   *
   * @param texts those of the command line
   * @throws UserError if there is none, or one is no target
   */
  List<Target> with(List<String> texts) throws IOException {
    List<Target> all = new ArrayList<>();
    for (String text : texts) {
      all.add(UserError.naming("TARGET", () -> Target.parse(text)));
    }
    if (hosts != null) {
      all.addAll(HostsFile.read(hosts));
    }
    if (all.isEmpty()) {
      throw new UserError("name at least one TARGET, or --hosts FILE: user@host or ./folder");
    }
    return all.stream().distinct().toList();
  }
}
