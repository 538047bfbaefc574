package smilet.trainer.flash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import smilet.shared.error.FileError;
import smilet.shared.file.ModelFile;
import smilet.shared.store.ActivationOutcome;
import smilet.shared.store.ModelFailure;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;
import smilet.trainer.flash.Target.LocalStore;
import smilet.trainer.flash.Target.SshHost;

/** Installs one model on any number of targets at the same time. */
public final class Flash {
  /** How long to wait until a loop on this machine runs the model. */
  private static final Duration LOCAL_TIMEOUT = Duration.ofSeconds(10);

  private final byte[] model;
  private final String hash;
  private final List<Target> targets;
  private final SshDelivery ssh;

  /**
   * @param model the model to install
   * @param targets where to install it, at least one
   * @param settings how devices are reached
   */
  public Flash(ModelFile model, List<Target> targets, SshSettings settings) {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException(
          "there must be at least one target: a folder or user@host");
    }
    this.model = model.encode();
    this.hash = model.contentHash();
    this.targets = List.copyOf(targets);
    this.ssh = new SshDelivery(settings, targets.size() == 1);
  }

  /** What {@link #deliver} would do, one line per target. */
  public List<String> plan() {
    return targets.stream()
        .map(
            target ->
                switch (target) {
                  case LocalStore(var folder) ->
                      "install %s into %s".formatted(hash, folder.toAbsolutePath());
                  case SshHost host -> String.join(" ", quoted(ssh.command(host)));
                })
        .toList();
  }

  private static List<String> quoted(List<String> words) {
    return words.stream()
        .map(
            word ->
                word.matches("[A-Za-z0-9_@%+=:,./-]+")
                    ? word
                    : "'" + word.replace("'", "'\\''") + "'")
        .toList();
  }

  /**
   * Installs the model.
   *
   * @param report is called after each delivery, by any thread, but never by two at the same time
   * @return whether all targets took the model
   */
  public boolean deliver(Consumer<Delivery> report) throws InterruptedException {
    boolean allTaken = true;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Delivery>> deliveries = new ArrayList<>();
      for (Target target : targets) {
        deliveries.add(
            threads.submit(
                () -> {
                  Delivery delivery = deliver(target);
                  synchronized (this) {
                    report.accept(delivery);
                  }
                  return delivery;
                }));
      }
      for (Future<Delivery> delivery : deliveries) {
        allTaken &= delivery.get().taken();
      }
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
    return allTaken;
  }

  private Delivery deliver(Target target) throws InterruptedException {
    return switch (target) {
      case LocalStore local -> install(local);
      case SshHost host -> ssh.deliver(model, hash, host);
    };
  }

  private Delivery install(LocalStore local) throws InterruptedException {
    try {
      ModelStore store = ModelStore.openOrCreate(local.folder(), TrustPolicy.ANYONE);
      store.install(model);
      ActivationOutcome takeUp = ActivationOutcome.await(store, hash, LOCAL_TIMEOUT);
      String reason =
          takeUp == ActivationOutcome.FAILED
              ? store.status().failure().map(ModelFailure::reason).orElse("")
              : "";
      return SshDelivery.installed(local, takeUp, reason);
    } catch (IOException fault) {
      return new Delivery(local, false, FileError.message(fault));
    }
  }
}
