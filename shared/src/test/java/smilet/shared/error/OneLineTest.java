package smilet.shared.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
  @Test
  void linesAreJoinedAndTabsAreBlanks() {
    assertThat(OneLine.of("  one\n  two\r\nthree\u2028four \n")).isEqualTo("one; two; three; four");
    assertThat(OneLine.of("a\tb")).isEqualTo("a b");
  }

  @Test
  void visibleTextStaysAsItIs() {
    String text = "größer, 微笑, привет, 😀, e\u0301, \\u001b stays";
    assertThat(OneLine.of(text)).isEqualTo(text);
  }

  @Test
  void whatMovesTheCursorOrHidesOrReordersTextIsEscaped() {
    assertThat(OneLine.of("a\u001b]0;title\u0007b")).isEqualTo("a\\u001b]0;title\\u0007b");
    assertThat(OneLine.of("a\u202egnp.exe")).isEqualTo("a\\u202egnp.exe");
    assertThat(OneLine.of("a\u200bb\ufeffc")).isEqualTo("a\\u200bb\\ufeffc");
    assertThat(OneLine.of("a\ud800b")).as("half a pair").isEqualTo("a\\ud800b");
    assertThat(OneLine.of("a\udb40\udc41b")).as("an invisible tag").isEqualTo("a\\udb40\\udc41b");
  }

  @Test
  void noCharacterThatIsNotSeenPasses() {
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      String line = OneLine.of("a" + Character.toString(character) + "b");
      boolean control = Character.isISOControl(character);
      boolean bidi =
          character == 0x61c
              || character == 0x200e
              || character == 0x200f
              || (character >= 0x202a && character <= 0x202e)
              || (character >= 0x2066 && character <= 0x2069);
      boolean zeroWidth =
          (character >= 0x200b && character <= 0x200d)
              || (character >= 0x2060 && character <= 0x2064)
              || character == 0xfeff
              || character == 0xad
              || character == 0x180e;
      if (control || bidi || zeroWidth) {
        assertThat(line).doesNotContain(Character.toString(character));
      }
    }
  }
}
