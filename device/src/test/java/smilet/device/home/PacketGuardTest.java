package smilet.device.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PacketGuardTest {
  private static final int MOST = PacketGuard.MOST_BYTES;

  /** A packet with a body of some bytes. */
  private static byte[] packet(int head, int length) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(head);
    int left = length;
    do {
      packet.write(left % 128 | (left >= 128 ? 0x80 : 0));
      left /= 128;
    } while (left > 0);
    for (int i = 0; i < length; i++) {
      packet.write(0xff); // in a head this would be refused
    }
    return packet.toByteArray();
  }

  @Test
  void packetsUpToTheLimitPassUnchangedHoweverTheyAreRead() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int length : new int[] {0, 1, 127, 128, 300, MOST}) {
      stream.write(packet(0x30, length));
      stream.write(packet(0x90, length));
    }
    byte[] bytes = stream.toByteArray();
    assertThat(new PacketGuard(new ByteArrayInputStream(bytes)).readAllBytes()).isEqualTo(bytes);
    Random random = new Random(1);
    PacketGuard guard = new PacketGuard(new ByteArrayInputStream(bytes));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (read.size() < bytes.length) {
      if (random.nextBoolean()) {
        read.write(guard.read());
      } else {
        read.write(guard.readNBytes(1 + random.nextInt(200)));
      }
    }
    assertThat(read.toByteArray()).isEqualTo(bytes);
    assertThat(guard.read()).isEqualTo(-1);
  }

  @Test
  void longerPacketsAreRefusedBeforeTheirLengthIsRead() throws IOException {
    for (int length : new int[] {MOST + 1, 100_000, 200_000_000}) {
      byte[] head = Arrays.copyOf(packet(0x30, Math.min(length, 100_000)), 5);
      head[1] = (byte) (length % 128 | 0x80);
      head[2] = (byte) (length / 128 % 128 | 0x80);
      head[3] = (byte) (length / 16384 % 128 | 0x80);
      head[4] = (byte) (length / 2097152);
      PacketGuard guard = new PacketGuard(new ByteArrayInputStream(head));
      guard.read();
      assertThatThrownBy(() -> guard.readNBytes(4))
          .isInstanceOf(IOException.class)
          .hasMessage("it sends packets of more than 2048 bytes");
    }
  }

  @Test
  void aLengthThatDoesNotEndIsRefused() {
    byte[] endless = {0x20, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0};
    assertThatThrownBy(() -> new PacketGuard(new ByteArrayInputStream(endless)).readAllBytes())
        .isInstanceOf(IOException.class);
  }

  @Test
  void messagesThatTheLibraryWouldKeepAreRefused() {
    for (int quality = 1; quality <= 3; quality++) {
      byte[] message = packet(0x30 | quality << 1, 10);
      assertThatThrownBy(() -> new PacketGuard(new ByteArrayInputStream(message)).readAllBytes())
          .hasMessageContaining("quality of service");
    }
  }
}
