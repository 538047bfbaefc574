package smilet.shared.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.shared.error.OneLine;

class CleanOutputTest {
  @Test
  void noInvisibleCharacterPassesAndEveryVisibleOneDoes() throws IOException {
    StringBuilder text = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
        continue; // no text in UTF-8 has one
      }
      text.appendCodePoint(character);
      if (OneLine.isVisible(character) || character == '\n' || character == '\t') {
        expected.appendCodePoint(character);
      } else {
        for (char unit : Character.toChars(character)) {
          expected.append("\\u").append(HexFormat.of().toHexDigits(unit));
        }
      }
    }
    String clean = cleaned(text.toString().getBytes(UTF_8), 1 << 16);
    assertThat(clean.contentEquals(expected)).isTrue();
    assertThat(clean).doesNotContainPattern("[\\p{Cf}\\x{80}-\\x{9f}\\x{fe00}-\\x{fe0f}]");
  }

  @Test
  void anyBytesBecomeVisibleTextHoweverTheyAreCut() throws IOException {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      String clean = cleaned(bytes, 1 + random.nextInt(5));
      assertThat(clean.codePoints()).allMatch(c -> OneLine.isVisible(c) || c == '\n' || c == '\t');
      assertThat(clean).isEqualTo(cleaned(bytes, 1000));
    }
  }

  @Test
  void theFirstFailureIsRememberedBehindAPrintStream() {
    CleanOutput out =
        new CleanOutput(
            new OutputStream() {
              @Override
              public void write(int value) throws IOException {
                throw new IOException("No space left on device");
              }
            });
    assertThat(out.failure()).isEmpty();
    new PrintStream(out, true, UTF_8).println("lost");
    assertThat(out.failure()).hasValueSatisfying(e -> assertThat(e).hasMessageContaining("space"));
    assertThatThrownBy(() -> out.write('a')).isSameAs(out.failure().orElseThrow());
  }

  private static String cleaned(byte[] bytes, int atOnce) throws IOException {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    try (CleanOutput out = new CleanOutput(got)) {
      for (int at = 0; at < bytes.length; at += atOnce) {
        out.write(bytes, at, Math.min(atOnce, bytes.length - at));
      }
    }
    return got.toString(UTF_8);
  }
}
