package smilet.shared.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import smilet.shared.frame.Grid;

class TraitsTest {
  private static final int SIDE = 24;
  private static final int WHITE = 0xff00;

  private final Traits traits = new Traits(new Grid(SIDE, SIDE));

  private int measured(Trait trait, IntBinaryOperator cell) {
    return measured(trait, cells(cell));
  }

  private int measured(Trait trait, char[] cells) {
    traits.measure(cells, WHITE);
    return traits.get(trait);
  }

  private static char[] cells(IntBinaryOperator cell) {
    char[] cells = new char[SIDE * SIDE];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (char) cell.applyAsInt(i % SIDE, i / SIDE);
    }
    return cells;
  }

  private static IntBinaryOperator noise(int seed) {
    Random random = new Random(seed);
    return (_, _) -> random.nextInt(WHITE + 1);
  }

  @Test
  void brightnessGoesFromBlackToWhite() {
    assertThat(measured(Trait.BRIGHTNESS, (_, _) -> 0)).isZero();
    assertThat(measured(Trait.BRIGHTNESS, (_, _) -> WHITE)).isEqualTo(255);
    assertThat(measured(Trait.BRIGHTNESS, (x, _) -> x < SIDE / 2 ? 0 : WHITE)).isEqualTo(127);
  }

  @Test
  void contrastIsTheStandardDeviation() {
    assertThat(measured(Trait.CONTRAST, (_, _) -> WHITE / 2)).isZero();
    assertThat(measured(Trait.CONTRAST, (x, _) -> x < SIDE / 2 ? 0 : WHITE)).isEqualTo(255);
    assertThat(measured(Trait.CONTRAST, (x, _) -> x < SIDE / 2 ? 0 : WHITE / 2))
        .isBetween(126, 128);
  }

  @Test
  void noiseIsSharpAndSlowWavesAreNot() {
    assertThat(measured(Trait.SHARPNESS, noise(1))).isBetween(220, 255);
    assertThat(
            measured(
                Trait.SHARPNESS, (x, y) -> (int) (WHITE / 2 * (1 + Math.sin((x + y) / 8.0)) * .9)))
        .isLessThan(30);
  }

  @Test
  void horizontalStripesAreBandsAndVerticalOnesAreNot() {
    IntBinaryOperator stripes = (_, y) -> y / 3 % 2 == 0 ? 0 : WHITE;
    assertThat(measured(Trait.BANDS, stripes)).isEqualTo(255);
    assertThat(measured(Trait.BANDS, (x, y) -> stripes.applyAsInt(y, x))).isZero();
    assertThat(measured(Trait.BANDS, (x, y) -> (x / 3 + y / 3) % 2 == 0 ? 0 : WHITE))
        .isBetween(100, 155);
  }

  @Test
  void aCoveredHalfIsSeenWhereverItIs() {
    char[] open = cells(noise(2));
    assertThat(measured(Trait.HALVES, open)).isGreaterThan(200);
    for (int half = 0; half < 4; half++) {
      char[] covered = open.clone();
      for (int i = 0; i < covered.length; i++) {
        int along = half < 2 ? i % SIDE : i / SIDE;
        if (along < SIDE / 2 == (half % 2 == 0)) {
          covered[i] = WHITE / 3;
        }
      }
      assertThat(measured(Trait.HALVES, covered)).as("half %d", half).isLessThan(40);
    }
  }

  @Test
  void anEvenPictureAndATinyOneTellOnlyTheirLight() {
    assertThat(measured(Trait.SHARPNESS, (_, _) -> 77)).isEqualTo(Traits.UNKNOWN);
    Traits tiny = new Traits(new Grid(3, 3));
    tiny.measure(new char[] {0, 0, 0, WHITE, WHITE, WHITE, 0, 0, 0}, WHITE);
    assertThat(tiny.get(Trait.BRIGHTNESS)).isEqualTo(85);
    assertThat(tiny.get(Trait.BANDS)).isEqualTo(Traits.UNKNOWN);
  }

  @Test
  void everyValueIsInRangeForEveryPicture() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      Grid grid = new Grid(1 + random.nextInt(20), 1 + random.nextInt(20));
      int fullScale = 1 + random.nextInt(0xffff);
      char[] cells = new char[grid.cellCount()];
      for (int cell = 0; cell < cells.length; cell++) {
        cells[cell] = (char) (random.nextInt(3) == 0 ? fullScale : random.nextInt(fullScale + 1));
      }
      Traits any = new Traits(grid);
      any.measure(cells, fullScale);
      for (Trait trait : Trait.values()) {
        assertThat(any.get(trait)).as("%s of %s", trait, grid).isBetween(0, 255);
      }
    }
    assertThatThrownBy(() -> traits.measure(new char[3], 255))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cells must be 576, were 3");
  }

  @Test
  void theLargestPicturesDoNotOverflow() {
    Traits large = new Traits(new Grid(128, 128));
    char[] cells = new char[128 * 128];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (i / 128 + i) % 2 == 0 ? 0 : (char) 0xffff;
    }
    large.measure(cells, 0xffff);
    assertThat(large.get(Trait.BRIGHTNESS)).isEqualTo(127);
    assertThat(large.get(Trait.CONTRAST)).isBetween(254, 255);
  }
}
