package smilet.shared.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import smilet.shared.error.FileError;
import smilet.shared.file.RandomModelFiles;

/** Uses a store in a process of its own, which a test starts as another user. */
final class StoreUser {
  private StoreUser() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    try {
      ModelStore store = ModelStore.open(folder, TrustPolicy.ANYONE);
      switch (args[1]) {
        case "install" -> {
          store.install(RandomModelFiles.next(new Random(Long.parseLong(args[2]))).encode());
          System.out.println("installed");
        }
        case "status" -> System.out.println("current " + store.status().current().orElse("none"));
        default -> {
          try (LoopPresence loop = store.startRunning()) {
            loop.tookUp("0".repeat(64));
            System.out.println(loop.warning().orElse("loop"));
          }
        }
      }
    } catch (IOException e) {
      System.out.println(FileError.message(e));
    }
  }
}
