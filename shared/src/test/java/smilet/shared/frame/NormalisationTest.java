package smilet.shared.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalisationTest {
  private static final MathContext PRECISE = new MathContext(40);

  @Test
  void lessonsPixelsBecomeNothingAndOne() {
    byte[] input = apply(new FrameFormat(3, 1, 1), Normalisation.NONE, 0, 1, 0);
    assertThat(input).containsExactly(0, 127, 0);
  }

  @Test
  void brightnessIsRoundedToTheNearestOf128Steps() {
    FrameFormat format = new FrameFormat(128, 2, 8);
    Frame frame = new Frame(format);
    for (int i = 0; i < 256; i++) {
      frame.pixels()[i] = (char) i;
    }
    byte[] input = new byte[256];
    new Preprocessor(format, new Grid(128, 2), Normalisation.NONE).apply(frame, input);
    for (int i = 0; i < 256; i++) {
      assertThat((int) input[i]).isEqualTo((int) Math.round(127 * i / 255.0));
    }
  }

  @Test
  void flatFrameHasNoContrastAndBecomesZeros() {
    for (int value : new int[] {0, 1, 128, 255}) {
      byte[] input =
          apply(new FrameFormat(2, 2, 8), Normalisation.CONTRAST, value, value, value, value);
      assertThat(input).containsOnly(0);
    }
  }

  @Test
  void contrastIsTheQuotientByDefinition() {
    Random random = new Random(11);
    for (int round = 0; round < 400; round++) {
      char[] cells = new char[2 + random.nextInt(60)];
      // From one unit of contrast on a bright background to the whole range.
      int range = 1 << (1 + random.nextInt(16));
      int ground = random.nextInt(65536 - range + 1);
      for (int i = 0; i < cells.length; i++) {
        cells[i] = (char) (ground + random.nextInt(range));
      }
      byte[] input = new byte[cells.length];
      Normalisation.CONTRAST.apply(cells, 65535, input);
      assertThat(input).isEqualTo(byDefinition(cells));
    }
  }

  @Test
  void extremesOfTheLargestGridDoNotOverflow() {
    int n = Grid.MAX_SIDE * Grid.MAX_SIDE;
    for (int bright : new int[] {1, 2, n / 2, n - 1}) {
      char[] cells = new char[n];
      Arrays.fill(cells, 0, bright, (char) 65535);
      byte[] input = new byte[n];
      Normalisation.CONTRAST.apply(cells, 65535, input);
      assertThat(input).isEqualTo(byDefinition(cells));
    }
  }

  @Test
  void gainAndOffsetOfTheLightDoNotMatter() {
    Random random = new Random(3);
    char[] dim = new char[144];
    char[] bright = new char[144];
    for (int i = 0; i < dim.length; i++) {
      dim[i] = (char) random.nextInt(8000);
      bright[i] = (char) (dim[i] * 7 + 5000);
    }
    byte[] ofDim = new byte[144];
    byte[] ofBright = new byte[144];
    Normalisation.CONTRAST.apply(dim, 65535, ofDim);
    Normalisation.CONTRAST.apply(bright, 65535, ofBright);
    assertThat(ofBright).isEqualTo(ofDim);
  }

  private static byte[] apply(FrameFormat format, Normalisation normalisation, int... pixels) {
    Frame frame = new Frame(format);
    for (int i = 0; i < pixels.length; i++) {
      frame.pixels()[i] = (char) pixels[i];
    }
    byte[] input = new byte[pixels.length];
    new Preprocessor(format, format.grid(), normalisation).apply(frame, input);
    return input;
  }

  private static byte[] byDefinition(char[] cells) {
    BigInteger n = BigInteger.valueOf(cells.length);
    BigInteger sum = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;
    for (char v : cells) {
      sum = sum.add(BigInteger.valueOf(v));
      squares = squares.add(BigInteger.valueOf((long) v * v));
    }
    BigInteger spread = n.multiply(squares).subtract(sum.multiply(sum));
    byte[] input = new byte[cells.length];
    if (spread.signum() == 0) {
      return input;
    }
    BigDecimal root = new BigDecimal(spread).sqrt(PRECISE);
    for (int i = 0; i < cells.length; i++) {
      BigDecimal deviation = new BigDecimal(n.multiply(BigInteger.valueOf(cells[i])).subtract(sum));
      BigDecimal quotient = deviation.multiply(BigDecimal.valueOf(32)).divide(root, PRECISE);
      // Round half up, towards positive infinity, as a shift does.
      long rounded =
          quotient.add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR).longValue();
      input[i] = (byte) Math.clamp(rounded, -127, 127);
    }
    return input;
  }
}
