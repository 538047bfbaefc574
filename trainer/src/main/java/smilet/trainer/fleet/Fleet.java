package smilet.trainer.fleet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import smilet.shared.error.FileError;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;
import smilet.trainer.flash.RemoteCommand;
import smilet.trainer.flash.SshSettings;
import smilet.trainer.flash.Target;

/** Asks devices how they are, and tells them to go back, all at the same time. */
public final class Fleet {
  private static final byte[] NO_INPUT = {};

  private final SshSettings status;
  private final SshSettings rollback;

  /**
   * @param status how a device is asked for its status in JSON
   * @param rollback how a device is told to go back to the model before
   */
  public Fleet(SshSettings status, SshSettings rollback) {
    this.status = status.withoutQuestions();
    this.rollback = rollback.withoutQuestions();
  }

  /** The status of each device, in the order of the targets. */
  public List<DeviceStatus> status(List<Target> targets) throws InterruptedException {
    List<DeviceStatus> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<DeviceStatus>> answers = new ArrayList<>();
      for (Target target : targets) {
        answers.add(threads.submit(() -> status(target)));
      }
      for (Future<DeviceStatus> answer : answers) {
        all.add(answer.get());
      }
      return all;
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }

  private DeviceStatus status(Target target) throws InterruptedException {
    try {
      return switch (target) {
        case Target.LocalStore(var folder) ->
            DeviceStatus.of(target, ModelStore.open(folder, TrustPolicy.ANYONE).status());
        case Target.SshHost host -> DeviceStatus.parse(target, run(status, host));
      };
    } catch (IOException e) {
      // What runs on a device names the device first.
      String why = FileError.message(e);
      String name = target + ": ";
      return DeviceStatus.unreachable(
          target, why.startsWith(name) ? why.substring(name.length()) : why);
    }
  }

  /**
   * Makes a device go back to the model before the current one.
   *
   * @throws IOException if it does not; in one line
   */
  void goBack(Target target) throws IOException, InterruptedException {
    switch (target) {
      case Target.LocalStore(var folder) -> ModelStore.open(folder, TrustPolicy.ANYONE).rollback();
      case Target.SshHost host -> run(rollback, host);
    }
  }

  private static String run(SshSettings settings, Target.SshHost host)
      throws IOException, InterruptedException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    RemoteCommand.run(settings, host, NO_INPUT, output);
    return output.toString(StandardCharsets.UTF_8);
  }
}
