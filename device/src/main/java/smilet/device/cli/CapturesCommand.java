package smilet.device.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import smilet.device.capture.CaptureFolder;
import smilet.device.capture.CaptureStream;
import smilet.shared.capture.CaptureLabel;
import smilet.shared.capture.CaptureName;
import smilet.shared.error.ExitCode;

/** {@code smilet-device captures}: what is captured, and how to get or delete it. */
@Command(
    name = "captures",
    mixinStandardHelpOptions = true,
    description = "Lists, sends or deletes the frames that were captured on the page.")
final class CapturesCommand {
  /** No list of names has more lines. */
  private static final int MOST_NAMES = 100_000;

  private static CaptureFolder captures(StoreFolder store) {
    return new CaptureFolder(store.folder.resolve(CaptureFolder.NAME));
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Prints how many frames there are of each kind.")
  int list(@Mixin StoreFolder store) throws IOException {
    CaptureFolder captures = captures(store);
    List<CaptureName> names = captures.list();
    for (CaptureLabel label : CaptureLabel.values()) {
      long count = names.stream().filter(name -> name.label() == label).count();
      System.out.println(String.format(Locale.ROOT, "%-9s  %d", label.word(), count));
    }
    System.out.println(
        captures.isAgreed()
            ? "in " + captures.path()
            : "nobody has agreed on the page that frames are stored");
    return ExitCode.OK;
  }

  @Command(
      name = "send",
      mixinStandardHelpOptions = true,
      description = {
        "Writes the frames to standard output, for smilet collect. Standard input names the frames"
            + " that are not needed, one per line."
      })
  int send(@Mixin StoreFolder store) throws IOException {
    CaptureStream.write(captures(store), names(), System.out);
    return ExitCode.OK;
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Deletes all frames, and the agreement to store them.")
  int delete(
      @Mixin StoreFolder store,
      @Option(
              names = "--listed",
              description = "Delete only the frames that standard input names, one per line.")
          boolean listed)
      throws IOException {
    CaptureFolder captures = captures(store);
    int before = captures.list().size();
    if (listed) {
      for (CaptureName name : names()) {
        captures.delete(name);
      }
    } else {
      captures.deleteEverything();
    }
    System.out.println(
        String.format(Locale.ROOT, "deleted %d frames", before - captures.list().size()));
    return ExitCode.OK;
  }

  private static Set<CaptureName> names() {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    return in.lines()
        .limit(MOST_NAMES)
        .map(line -> CaptureName.parse(line.strip()))
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }
}
