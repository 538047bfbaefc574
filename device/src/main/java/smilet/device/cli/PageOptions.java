package smilet.device.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.device.page.PageSettings;
import smilet.shared.error.UserError;

/** The page in the browser. */
final class PageOptions {
  @Option(
      names = "--page-listen",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "Show what the device sees on a page in the browser. With a port alone it can be opened on"
              + " this computer only, also through ssh -L; with an address, for example"
              + " 0.0.0.0:8080, by whoever has the token that is printed at the start.")
  Optional<String> listen;

  @Option(
      names = "--page-hosts",
      paramLabel = "NAME",
      split = ",",
      description = "More names under which browsers may open the page, as raspberrypi.local.")
  List<String> hosts = List.of();

  /**
   * Where the page is served; empty if it is not.
   *
   * @param store the model store; the page keeps its token in it
   * @throws UserError if an option is wrong
   */
  Optional<PageSettings> settings(Path store) {
    if (listen.isEmpty() && !hosts.isEmpty()) {
      throw new UserError("--page-hosts needs --page-listen");
    }
    return listen.map(
        where ->
            UserError.naming(
                "--page-listen",
                () -> PageSettings.parse(where, hosts, store.resolve(PageSettings.TOKEN_FILE))));
  }
}
