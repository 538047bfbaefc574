package smilet.trainer.fleet;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import smilet.shared.error.FileError;
import smilet.shared.file.ModelFile;
import smilet.trainer.flash.Delivery;
import smilet.trainer.flash.Flash;
import smilet.trainer.flash.SshSettings;
import smilet.trainer.flash.Target;

/**
 * Brings a model to a few devices first, and to the others only if these stay healthy: their loops
 * run the model all the time, without a fault of the sensor and without a drift. If one does not,
 * those that have the model go back to the one before.
 */
public final class Canary {
  /** How many times the first devices are asked how they are, besides the end of the wait. */
  private static final int LOOKS = 20;

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ModelFile model;
  private final SshSettings settings;
  private final Fleet fleet;
  private final Reports reports;

  /** Takes what happens. */
  public interface Reports {
    /** A device was given the model. */
    void delivered(Delivery delivery);

    /** Something else happened, in one line. */
    void says(String line);
  }

  /**
   * @param settings how the model is installed
   * @param fleet how devices are asked and told to go back
   */
  public Canary(ModelFile model, SshSettings settings, Fleet fleet, Reports reports) {
    this.model = model;
    this.settings = settings;
    this.fleet = fleet;
    this.reports = reports;
  }

  /**
   * Brings the model to all devices.
   *
   * @param first how many come first, 1 to one less than there are
   * @param wait how long they must stay healthy
   * @return whether all devices have the model
   */
  public boolean deliver(List<Target> targets, int first, Duration wait)
      throws InterruptedException {
    List<Target> canaries = targets.subList(0, first);
    List<Target> others = targets.subList(first, targets.size());
    List<Target> taken = new ArrayList<>();
    boolean all =
        flash(
            canaries,
            delivery -> {
              if (delivery.taken()) {
                taken.add(delivery.target());
              }
            });
    if (!all) {
      return goBack(taken, "not every one of the first devices took the model");
    }
    reports.says(
        String.format(
            Locale.ROOT,
            "waiting %s; the other %d get the model if these stay healthy",
            words(wait),
            others.size()));
    Optional<String> problem = watch(canaries, wait);
    if (problem.isPresent()) {
      return goBack(canaries, problem.get());
    }
    reports.says("the first devices are healthy");
    return flash(others, _ -> {});
  }

  private boolean flash(List<Target> targets, Consumer<Delivery> taken)
      throws InterruptedException {
    return new Flash(model, targets, settings)
        .deliver(
            delivery -> {
              taken.accept(delivery);
              reports.delivered(delivery);
            });
  }

  /** Watches devices; ends early with what is wrong. */
  private Optional<String> watch(List<Target> canaries, Duration wait) throws InterruptedException {
    Duration pause = wait.dividedBy(LOOKS);
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      pause = LONGEST_PAUSE;
    } else if (pause.compareTo(SHORTEST_PAUSE) < 0) {
      pause = SHORTEST_PAUSE;
    }
    long endNanos = System.nanoTime() + wait.toNanos();
    while (true) {
      for (DeviceStatus status : fleet.status(canaries)) {
        Optional<String> problem = status.problemWith(model.contentHash());
        if (problem.isPresent()) {
          return problem.map(what -> status.target() + ": " + what);
        }
      }
      long leftNanos = endNanos - System.nanoTime();
      if (leftNanos <= 0) {
        return Optional.empty();
      }
      Thread.sleep(Duration.ofNanos(Math.min(leftNanos, pause.toNanos())));
    }
  }

  /** Makes devices go back, unless they have gone back by themselves. */
  private boolean goBack(List<Target> devices, String why) throws InterruptedException {
    reports.says("stopped: " + why);
    for (DeviceStatus status : fleet.status(devices)) {
      boolean still = status.current().filter(model.contentHash()::equals).isPresent();
      if (still || status.unreachable().isPresent()) {
        goBack(status.target());
      } else {
        reports.says(status.target() + ": has gone back by itself");
      }
    }
    return false;
  }

  private void goBack(Target device) throws InterruptedException {
    try {
      fleet.goBack(device);
      reports.says(device + ": is back at the model before");
    } catch (IOException e) {
      reports.says(
          "%s: CANNOT GO BACK: %s; smilet-device rollback does it there"
              .formatted(device, FileError.message(e)));
    }
  }

  private static String words(Duration wait) {
    return wait.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
