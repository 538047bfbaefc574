package smilet.shared.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.ready.ReadyModels;

class ModelSizeTest {
  @Test
  void theReadyMadeModelsTakeAtMostAQuarterOfEachLimit() {
    ReadyModels.all()
        .forEach(
            model -> {
              ModelSize size = model.file().model().size();
              assertThat(size.parameters()).isLessThan(ModelSize.MAX_PARAMETERS / 4);
              assertThat(size.activations()).isLessThan(ModelSize.MAX_ACTIVATIONS / 4);
              assertThat(size.multiplyAdds()).isLessThan(ModelSize.MAX_MULTIPLY_ADDS / 4);
            });
  }

  /** The model that ended a device: 9 KB that ask for 60 MiB of activations. */
  @Test
  void aSmallFileWithManyActivationsIsRefused() {
    Model model = HostileModels.manyActivations();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelFile(model, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of()))
        .withMessageMatching(
            "a model takes at most 524288 activations, this one takes \\d+:"
                + " use fewer channels or layers");
  }

  @Test
  void aFileWithManyWeightsIsRefused() {
    Model model = HostileModels.manyWeights();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelFile(model, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of()))
        .withMessageContaining("at most 524288 weights and biases");
  }

  /** Each kind of model at the limits, four at once, in the heap of the device's launcher. */
  @TestFactory
  Stream<DynamicTest> everyModelAtTheLimitsFitsTheDevice() {
    return HostileModels.atTheLimits().entrySet().stream()
        .map(kind -> DynamicTest.dynamicTest(kind.getKey(), () -> requireFits(kind.getValue())));
  }

  private static void requireFits(Supplier<Model> kind) {
    Model model = kind.get();
    long before = used();
    List<Object> kept = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Model another = kind.get();
      kept.add(new Classifier(another, new FrameFormat(Grid.MAX_SIDE, Grid.MAX_SIDE, 8)));
    }
    long each = (used() - before) / kept.size();
    assertThat(model.size().parameters()).isLessThanOrEqualTo(ModelSize.MAX_PARAMETERS);
    assertThat(each).as("bytes per model").isLessThan(6L << 20);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
