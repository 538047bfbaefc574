package smilet.trainer.finder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import smilet.shared.finder.LocalContrast;
import smilet.shared.frame.Frame;
import smilet.shared.frame.Resampler;
import smilet.shared.model.Model;
import smilet.trainer.data.Dataset;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;
import smilet.trainer.quantise.Quantisation;

class FinderSamplesTest {
  private static final int SIDE = 24;
  private static final int CELLS = SIDE * SIDE;

  private final Dataset faces = ToyFaces.faces(30);
  private final FinderSamples samples =
      new FinderSamples(faces, faces.indices(), ToyFaces.backgrounds(3), 50, SIDE, 7);

  private byte[] read(Samples.Reader reader, int sample, int iteration) {
    byte[] inputs = new byte[CELLS];
    reader.read(sample, iteration, inputs, 0);
    return inputs;
  }

  @Test
  void everyFaceIsASampleAndTheOthersAreSpreadBetweenThem() {
    assertThat(samples.count()).isEqualTo(30 + 7 + 50);
    int smiles = 0;
    for (int i = 0; i < samples.count(); i++) {
      smiles += samples.smile(i) ? 1 : 0;
      assertThat(smiles).isBetween(30 * i / 87, 30 * i / 87 + 1);
    }
    assertThat(smiles).isEqualTo(30);
  }

  @Test
  void aViewDependsOnTheSampleAndTheIterationOnly() {
    Samples.Reader one = samples.reader();
    Samples.Reader other = samples.reader();
    for (int i = samples.count() - 1; i >= 0; i--) {
      read(other, i, 5);
    }
    for (int i = 0; i < samples.count(); i++) {
      assertThat(read(one, i, 2)).isEqualTo(read(other, i, 2));
    }
  }

  @Test
  void hardWindowsTakeThePlacesOfRandomOnesButNotOfTheLastQuarter() {
    byte[] hard = new byte[CELLS];
    Arrays.fill(hard, (byte) 99);
    samples.replace(Collections.nCopies(60, hard));
    Samples.Reader reader = samples.reader();
    int places = 0;
    for (int i = 0; i < samples.count(); i++) {
      places += Arrays.equals(read(reader, i, 1), hard) ? 1 : 0;
    }
    assertThat(places).isEqualTo(50 - 50 / 4);
  }

  @Test
  void aPlainFaceIsWhatTheFinderWouldSeeOfItsPicture() {
    Frame face = faces.reader().frame(0);
    byte[] painted = new byte[CELLS];
    new WindowPainter(SIDE).plain(face, painted, 0);
    // The same by the device's code: the box with 6 cells around it, edge pixels going on.
    int box = (int) Math.round(WindowPainter.BOX * 48); // 42 pixels for 24 cells
    int whole = Math.round(box * 36f / SIDE);
    char[] cells = new char[36 * 36];
    new Resampler(face.format(), 36, 36)
        .resample(face.pixels(), (48 - whole) / 2, (48 - whole) / 2, whole, whole, cells);
    byte[] contrasts = new byte[36 * 36];
    new LocalContrast(36).apply(cells, 36, 36, contrasts);
    int difference = 0;
    for (int i = 0; i < CELLS; i++) {
      int at = (i / SIDE + 6) * 36 + i % SIDE + 6;
      difference += Math.abs(painted[i] - contrasts[at]);
    }
    assertThat(difference / CELLS).isLessThan(8);
  }

  @Test
  void miningFindsWhatScoresHighest() {
    Model model = Quantisation.calibrate(network(), samples, 8).model(network());
    List<byte[]> found = new Mining(ToyFaces.backgrounds(3), 1).hardest(model, 1, 20);
    assertThat(found).hasSizeLessThanOrEqualTo(20).isNotEmpty();
    assertThat(new Mining(ToyFaces.backgrounds(3), 1).hardest(model, 1, 20))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(found);
  }

  private Network network() {
    return Network.initialise(FinderSize.SIZE_4K.architecture(), samples.normalisation(), 1);
  }
}
