package smilet.device.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import smilet.device.page.PageSettings;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;

/** {@code smilet-device page}: where a run with these options shows its page. */
@Command(
    name = "page",
    mixinStandardHelpOptions = true,
    description = "Prints where the page in the browser is, as one line of JSON for smilet page.")
final class PageCommand implements Callable<Integer> {
  @Mixin PageOptions page;

  @Mixin StoreFolder store;

  @Override
  public Integer call() {
    Optional<PageSettings> settings = page.settings(store.folder);
    if (settings.isEmpty()) {
      throw new UserError(
          "there is no page: give run --page-listen 8640, or the configuration page-listen ="
              + " \"8640\", and start it again");
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "{\"host\":\"%s\",\"port\":%d,\"token\":\"%s\"}",
            settings.get().reachedAt(),
            settings.get().listen().getPort(),
            settings.get().token().orElse("")));
    return ExitCode.OK;
  }
}
