package smilet.device.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import smilet.shared.store.ModelStore;

/** {@code smilet-device rollback}: makes the previous model current again. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description =
        "Goes back to the model that was current before. A second rollback undoes the first.")
final class RollbackCommand implements Callable<Integer> {
  @Mixin StoreOptions store;

  @Mixin WaitOptions wait;

  @Override
  public Integer call() throws IOException, InterruptedException {
    wait.requireInRange();
    ModelStore opened = store.open();
    return wait.awaitLoop(opened, opened.rollback());
  }
}
