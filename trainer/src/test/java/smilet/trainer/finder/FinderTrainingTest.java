package smilet.trainer.finder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smilet.shared.file.FinderFile;
import smilet.shared.finder.Finder;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ArraySamples;
import smilet.trainer.network.Network;
import smilet.trainer.quantise.Quantisation;

class FinderTrainingTest {
  private static final Architecture SMALL =
      Architecture.parse("4k3v-6s1v-8v-8s1v", new Grid(24, 24));

  private static FinderFile train(int threads) {
    return new FinderTraining(
            ToyFaces.faces(200),
            ToyFaces.backgrounds(10),
            new FinderPlan(SMALL, 8, 1000, 3, threads))
        .run(DescentListener.NONE)
        .file();
  }

  @Test
  void aFinderFindsToyFacesAndTheSameOneWithAnyNumberOfThreads() throws Exception {
    FinderFile file = train(1);
    assertThat(train(3).encode()).isEqualTo(file.encode());
    assertThat(file.goldenPictures()).hasSize(1);
    assertThat(FinderFile.decode(file.encode()).failingGoldenPictures()).isEmpty();

    Scenes scenes =
        new Scenes(
            ToyFaces.faces(40),
            IntStream.range(0, 40).toArray(),
            ToyFaces.backgrounds(20),
            new Scenes.Layout(0, 0, 1, 0.2, 26, 0.6),
            5);
    List<Scene> composed = IntStream.range(0, 40).mapToObj(scenes::scene).toList();
    FinderEvaluation evaluation = FinderEvaluation.of(file.finder(), composed, 24);
    assertThat(evaluation.at(0.2).recall()).isGreaterThan(0.8);
  }

  @Test
  void anInterruptedTrainingEndsAtOnce() {
    FinderTraining training =
        new FinderTraining(
            ToyFaces.faces(20), ToyFaces.backgrounds(2), new FinderPlan(SMALL, 1000, 100, 1, 1));
    training.interrupt();
    assertThat(training.run(DescentListener.NONE).outcome().keptIteration()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void everySizeKeepsItsBytesAndItsStride(FinderSize size) {
    Architecture architecture = size.architecture();
    Network network = Network.initialise(architecture, Normalisation.CONTRAST, 1);
    int cells = architecture.grid().cellCount();
    ArraySamples samples =
        new ArraySamples(
            architecture.grid(), Normalisation.CONTRAST, new byte[cells], new boolean[1]);
    Finder finder = new Finder(Quantisation.calibrate(network, samples, 4).model(network), 0);
    assertThat(finder.stride()).isEqualTo(4);
    int bytes = new FinderFile(finder, Map.of(), List.of()).encode().length;
    assertThat(bytes).isLessThan(size == FinderSize.SIZE_4K ? 4608 - 800 : 8192 - 800);
  }
}
