package smilet.device.home;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import smilet.device.clock.SystemClock;
import smilet.device.indicator.Reading;
import smilet.device.supply.BrightnessModel;
import smilet.shared.fixed.Q15;
import smilet.shared.frame.Frame;
import smilet.shared.model.Verdict;

/** A device without a sensor: a test shows it readings, and it publishes them. */
final class Home implements AutoCloseable {
  static final String AVAILABILITY = "smilet/hall/availability";
  static final String STATE = "smilet/hall/state";
  static final String COMMAND = "smilet/hall/command";
  static final String CONFIG = "homeassistant/device/smilet_hall/config";
  static final String BIRTH = "homeassistant/status";

  final HomeFeed feed = new HomeFeed();

  /** The commands that were obeyed. */
  final List<String> obeyed = Collections.synchronizedList(new ArrayList<>());

  volatile Optional<String> problem = Optional.empty();

  private final HomePublisher publisher;
  private final Reading reading = new Reading();
  private final Frame frame = new Frame(BrightnessModel.FORMAT);
  private long number;

  private Home(HomeSettings settings) {
    publisher =
        new HomePublisher(
            settings,
            new HomePublisher.Subject(
                feed, () -> "4k", List.of(() -> problem), new Controls(), "1.2.3"),
            new SystemClock());
  }

  /** Begins to connect. */
  static Home start(HomeSettings settings) {
    Home home = new Home(settings);
    home.publisher.start();
    return home;
  }

  static HomeSettings settings(BrokerAddress broker, HomeCommand... commands) {
    return new HomeSettings(
        broker,
        Optional.empty(),
        Optional.empty(),
        "smilet",
        "homeassistant",
        "hall",
        Set.of(commands));
  }

  void show(Verdict decision, int percent) {
    reading.set(++number, 0, percent * Q15.ONE / 100, decision, decision, 1_500_000, "0123abcd");
    feed.show(reading, frame);
  }

  @Override
  public void close() {
    publisher.close();
  }

  private final class Controls implements HomeControls {
    @Override
    public void pause() {
      obeyed.add("pause");
    }

    @Override
    public void resume() {
      obeyed.add("resume");
    }

    @Override
    public void goBack() throws IOException {
      obeyed.add("go-back");
      throw new IOException("there is no model before to go back to");
    }
  }
}
