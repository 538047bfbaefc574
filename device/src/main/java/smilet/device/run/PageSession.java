package smilet.device.run;

import com.pi4j.context.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.device.capture.CaptureButton;
import smilet.device.capture.CaptureFolder;
import smilet.device.capture.Recorder;
import smilet.device.indicator.Indicator;
import smilet.device.loop.Summary;
import smilet.device.page.PageFeed;
import smilet.device.page.PageServer;
import smilet.device.supply.InstalledModels;
import smilet.device.supply.ModelHandover;
import smilet.shared.frame.FrameFormat;

/**
 * The page and the capturing of frames during one run. Nothing is opened unless the settings name a
 * page or a button.
 */
final class PageSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PageSession.class);

  private final List<Indicator> indicators = new ArrayList<>();
  private Optional<Recorder> recorder = Optional.empty();
  private Optional<PageFeed> feed = Optional.empty();
  private Optional<PageServer> server = Optional.empty();

  /** The indicators that take the loop's frames; none without a page and a button. */
  List<Indicator> indicators() {
    return indicators;
  }

  /**
   * Opens what the settings name.
   *
   * @throws smilet.shared.error.UserError if a pin or the page's address cannot be used
   */
  void open(RunSettings settings, Context context, FrameFormat format) {
    if (settings.page().isEmpty() && settings.capture().buttons().isEmpty()) {
      return;
    }
    CaptureFolder folder = new CaptureFolder(settings.capture().folder());
    deleteOld(folder);
    Recorder frames = new Recorder(folder, format);
    recorder = Optional.of(frames);
    indicators.add(frames);
    settings
        .capture()
        .buttons()
        .forEach((label, pin) -> CaptureButton.open(context, pin, label, frames));
    if (settings.page().isPresent()) {
      server = Optional.of(new PageServer(settings.page().get()));
      feed = Optional.of(new PageFeed(format));
      indicators.add(feed.get());
    }
  }

  /** Begins to answer browsers. */
  void start(RunSettings settings, ModelHandover models, Supplier<Summary> statistics) {
    if (server.isEmpty()) {
      return;
    }
    server
        .get()
        .start(
            new PageServer.Subject(
                feed.orElseThrow(),
                models,
                new InstalledModels(settings.model()),
                recorder.orElseThrow(),
                statistics,
                settings.rhythm().framesPerSecond()));
    LOG.info("the page is at {}", server.get().address());
  }

  private static void deleteOld(CaptureFolder folder) {
    try {
      folder.deleteOld();
    } catch (IOException e) {
      LOG.warn("old captured frames cannot be deleted: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    server.ifPresent(PageServer::close);
    recorder.ifPresent(Recorder::close);
  }
}
