package smilet.device.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import smilet.device.clock.SystemClock;
import smilet.device.home.HomeControls;
import smilet.device.home.HomeFeed;
import smilet.device.home.HomePublisher;
import smilet.device.indicator.Indicator;
import smilet.device.loop.ProblemSource;
import smilet.device.loop.SmileLoop;
import smilet.device.metrics.ProgramVersion;
import smilet.device.supply.InstalledModels;
import smilet.device.supply.ModelHandover;

/** What is said over MQTT during one run. Nothing is opened unless the settings name a broker. */
final class HomeSession implements AutoCloseable {
  private final RunSettings settings;
  private final Optional<HomeFeed> feed;
  private volatile Optional<HomePublisher> publisher = Optional.empty();

  HomeSession(RunSettings settings) {
    this.settings = settings;
    feed = settings.home().map(_ -> new HomeFeed());
  }

  /** The indicator that takes the loop's readings; none without a broker. */
  List<Indicator> indicators() {
    return feed.<List<Indicator>>map(List::of).orElse(List.of());
  }

  /** Begins to connect to the broker; the loop does not wait for it. */
  void start(SmileLoop loop, ModelHandover models, List<ProblemSource> problems) {
    if (feed.isEmpty()) {
      return;
    }
    InstalledModels installed = new InstalledModels(settings.model());
    publisher =
        Optional.of(
            new HomePublisher(
                settings.home().orElseThrow(),
                new HomePublisher.Subject(
                    feed.get(),
                    () -> installed.name(models.running().contentHash()),
                    problems,
                    new LoopControls(loop, installed),
                    ProgramVersion.text()),
                new SystemClock()));
    publisher.get().start();
  }

  /** Begins to say that the device ends. */
  void end() {
    publisher.ifPresent(HomePublisher::end);
  }

  @Override
  public void close() {
    publisher.ifPresent(HomePublisher::close);
  }

  /** What commands of the broker change. */
  private record LoopControls(SmileLoop loop, InstalledModels installed) implements HomeControls {
    @Override
    public void pause() {
      loop.pause();
    }

    @Override
    public void resume() {
      loop.resume();
    }

    @Override
    public void goBack() throws IOException {
      installed.goBack();
    }
  }
}
