package smilet.shared.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import smilet.shared.drift.FamiliarRange.Range;

class FamiliarRangeTest {
  private static FamiliarRange some() {
    Map<Trait, Range> ranges = new EnumMap<>(Trait.class);
    for (Trait trait : Trait.values()) {
      ranges.put(trait, new Range(10 * ranges.size(), 100 + ranges.size()));
    }
    return new FamiliarRange(ranges, 12);
  }

  @Test
  void itsLineIsReadBack() {
    assertThat(some().text())
        .isEqualTo(
            "brightness 0-100, contrast 10-101, sharpness 20-102, bands 30-103, halves 40-104,"
                + " unsure 12");
    assertThat(FamiliarRange.parse(some().text())).contains(some());
  }

  @Test
  void whatALaterProgramMayWriteIsNotKnown() {
    for (String text :
        new String[] {
          "",
          "brightness 0-100",
          some().text().replace("0-100", "0-256"),
          some().text().replace("10-101", "102-101"),
          some().text().replace(", unsure 12", ""),
          some().text().replace("unsure 12", "unsure 101"),
          some().text().replace("0-100", "0..100"),
          some().text().replace("0-100", "9999999999-100"),
        }) {
      assertThat(FamiliarRange.parse(text)).as(text).isEmpty();
    }
    assertThat(FamiliarRange.parse(some().text() + ", colour 3-9")).contains(some());
  }

  @Test
  void theEndsOfARangeAreWithinIt() {
    assertThat(some().isBelow(Trait.CONTRAST, 9)).isTrue();
    assertThat(some().isBelow(Trait.CONTRAST, 10)).isFalse();
    assertThat(some().isAbove(Trait.CONTRAST, 101)).isFalse();
    assertThat(some().isAbove(Trait.CONTRAST, 102)).isTrue();
    assertThatThrownBy(() -> new FamiliarRange(Map.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
