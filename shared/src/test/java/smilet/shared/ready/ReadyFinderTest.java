package smilet.shared.ready;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import smilet.shared.file.FinderFile;

final class ReadyFinderTest {
  static List<ReadyFinder> finders() {
    return ReadyFinder.all();
  }

  @ParameterizedTest
  @MethodSource("finders")
  void theFileIsTheOneOfTheTableAndFindsWhatItPromises(ReadyFinder finder) {
    FinderFile file = finder.file();
    assertThat(file.contentHash()).isEqualTo(finder.contentHash());
    assertThat(file.encode()).isEqualTo(finder.bytes());
    assertThat(file.goldenPictures()).isNotEmpty();
    assertThat(file.goldenPictures().getFirst().faces()).isNotEmpty();
    assertThat(file.failingGoldenPictures()).isEmpty();
  }

  @Test
  void eachIsKnownByItsName() {
    assertThat(ReadyFinder.all()).extracting(ReadyFinder::name).doesNotHaveDuplicates();
    assertThat(ReadyFinder.named("finder-4k")).contains(ReadyFinder.all().getFirst());
    assertThat(ReadyFinder.named("no-such-finder")).isEmpty();
  }
}
