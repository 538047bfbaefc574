package smilet.shared.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BitPackingTest {
  @Test
  void valuesOfEveryWidthComeBack() throws Exception {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      long seed = random.nextLong();
      BitWriter out = new BitWriter();
      Random values = new Random(seed);
      for (int i = 0; i < 50; i++) {
        int bits = 1 + values.nextInt(64);
        out.put(values.nextLong() >> (64 - bits), bits);
      }
      BitReader in = new BitReader(out.toByteArray(), out.length());
      values = new Random(seed);
      for (int i = 0; i < 50; i++) {
        int bits = 1 + values.nextInt(64);
        assertThat(in.signed(bits, "value")).isEqualTo(values.nextLong() >> (64 - bits));
      }
    }
  }

  @Test
  void bitsLieMostSignificantFirst() {
    BitWriter out = new BitWriter();
    out.put(0b101, 3);
    out.put(-1, 2);
    out.align();
    out.put(0x1234, 16);
    assertThat(out.toByteArray()).containsExactly(0b10111000, 0x12, 0x34);
  }

  @Test
  void readingPastTheEndSaysWhatWasMissing() throws Exception {
    BitReader in = new BitReader(new byte[4], 2);
    in.unsignedByte("first");
    assertThatThrownBy(() -> in.unsignedShort("threshold"))
        .isInstanceOf(MalformedModelException.class)
        .hasMessage("threshold: needs 1 values of 16 bits, but the file ends (at byte 1)");
  }
}
