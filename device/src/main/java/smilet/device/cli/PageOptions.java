package smilet.device.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.device.board.GpioPin;
import smilet.device.page.PageSettings;
import smilet.shared.capture.CaptureLabel;
import smilet.shared.error.UserError;

/** The page in the browser, and the buttons that capture frames. */
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

  @Option(
      names = "--smile-button",
      paramLabel = "GPIO",
      description =
          "The GPIO number of a push button to ground: while it is pressed, frames are captured as"
              + " smiles, once somebody has agreed on the page.")
  Integer smileButton;

  @Option(
      names = "--other-button",
      paramLabel = "GPIO",
      description = "The same for frames without a smile.")
  Integer otherButton;

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

  /** The pins of the push buttons, each with its label. */
  Map<CaptureLabel, GpioPin> buttons() {
    Map<CaptureLabel, GpioPin> buttons = new EnumMap<>(CaptureLabel.class);
    if (smileButton != null) {
      buttons.put(CaptureLabel.SMILE, new GpioPin("--smile-button", smileButton));
    }
    if (otherButton != null) {
      buttons.put(CaptureLabel.NOT_SMILE, new GpioPin("--other-button", otherButton));
    }
    return buttons;
  }
}
