package smilet.shared.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void saltsAreOddSoThatDifferentSeedsStayDifferent() {
    assertThat(Seeds.GOLDEN_RATIO & 1).isOne();
    assertThat(Seeds.SECOND_LEVEL & 1).isOne();
    assertThat(Seeds.DRAWN_FACES & 1).isOne();
    Random random = new Random(1);
    Set<Long> mixed = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      mixed.add(Seeds.mix(random.nextLong(), Seeds.GOLDEN_RATIO, 0));
    }
    assertThat(mixed).hasSize(10_000);
  }

  @Test
  void mixedSeedsStayTheSameSoThatModelsCanBeTrainedAgain() {
    assertThat(Seeds.mix(5, Seeds.GOLDEN_RATIO, 3)).isEqualTo(0x1715609f7c746c6cL);
    assertThat(Seeds.mix(-1, Seeds.SECOND_LEVEL, 0)).isEqualTo(0x40a7b892e31b1a47L);
    assertThat(Seeds.mix(7, Seeds.DRAWN_FACES, 2)).isEqualTo(0x70009L);
  }
}
