package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import smilet.shared.error.UserError;
import smilet.trainer.flash.HostsFile;
import smilet.trainer.flash.Target;

/** The devices of a command that reaches many of them. */
final class TargetOptions {
  @Parameters(
      index = "0..*",
      arity = "0..*",
      paramLabel = "[TARGET...]",
      hideParamSyntax = true,
      description =
          "A device: user@host, a host or an alias, which your own ssh reaches, or a model store on"
              + " this machine, ./folder or /folder.")
  List<String> targets = List.of();

  @Option(
      names = "--hosts",
      paramLabel = "FILE",
      description = "A file with further targets, one per line; # begins a comment.")
  Path hosts;

  /**
   * All of them, each once.
   *
   * @throws UserError if there is none, or one is no target
   */
  List<Target> all() throws IOException {
    return all(targets, hosts);
  }

  static List<Target> all(List<String> texts, Path hosts) throws IOException {
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
