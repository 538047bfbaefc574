package emulatedpi.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import smilet.shared.file.Disk;
import smilet.shared.file.ModelFile;
import smilet.shared.store.CurrentModel;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/**
 * {@code Installs STORE MODEL}: prints which model the store has, then installs models without end,
 * as {@code smilet-device install} does, until the power is cut. Each one is MODEL with the next
 * number in its training record. A line is printed before and after each install, and before each
 * of its operations on the disk.
 */
public final class Installs {
  private static final String NUMBER = "install";
  private static final int PAUSE_MILLIS = 50;

  private Installs() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Disk disk = new AnnouncedDisk(operation -> System.out.println("@disk " + operation));
    ModelStore store = ModelStore.openOrCreate(disk, Path.of(args[0]), TrustPolicy.ANYONE);
    ModelFile model = ModelFile.read(Path.of(args[1]));
    int number = 0;
    if (store.current().isPresent()) {
      CurrentModel current = store.current().get();
      if (current.warning().isPresent()) {
        throw new IOException(current.warning().get());
      }
      if (!current.model().failingGoldenFrames().isEmpty()) {
        throw new IOException("the current model does not give the logits of its golden frames");
      }
      number = Integer.parseInt(current.model().training().get(NUMBER));
    }
    System.out.println("@whole " + number);
    while (true) {
      number++;
      byte[] bytes = numbered(model, number).encode();
      System.out.println("@begun " + number);
      store.install(bytes);
      System.out.println("@installed " + number);
      Thread.sleep(PAUSE_MILLIS); // so that the power is also cut while nothing is written
    }
  }

  private static ModelFile numbered(ModelFile model, int number) {
    Map<String, String> training = new TreeMap<>(model.training());
    training.put(NUMBER, Integer.toString(number));
    return new ModelFile(model.model(), model.thresholds(), training, model.goldenFrames());
  }
}
