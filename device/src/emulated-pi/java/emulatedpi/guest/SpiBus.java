package emulatedpi.guest;

import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiMode;
import emulatedpi.guest.CharacterDevice.Answer;
import emulatedpi.guest.CharacterDevice.Done;
import emulatedpi.guest.CharacterDevice.Fetch;
import emulatedpi.guest.CharacterDevice.Ioctl;
import emulatedpi.guest.CharacterDevice.Ioctls;
import emulatedpi.guest.CharacterDevice.Piece;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import smilet.device.sensor.mcp3008.Mcp3008Chip;

/**
 * SPI bus 0 of the guest: /dev/spidev0.0 and 0.1, each with an MCP3008 behind it, which is the
 * model of that chip from the drivers' tests. Each line of standard input says what the grid sees:
 * sixteen levels, row by row, or {@code loose} for a wire that fell off. The requests are those of
 * the kernel's include/uapi/linux/spi/spidev.h.
 */
public final class SpiBus implements Ioctls {
  private static final int TRANSFER_BYTES = 32; // struct spi_ioc_transfer
  private static final int EIO = 5;
  private static final int ENOTTY = 25;
  private static final int EINVAL = 22;
  private static final int MAGIC = 'k';
  private static final int MODE = 1;
  private static final int BITS_PER_WORD = 3;
  private static final int MAX_SPEED_HZ = 4;
  private static final int MODE_32 = 5;

  private final Mcp3008Chip chip;
  private final int[] levels = new int[8];
  private final Random noise = new Random(8);
  private int mode;
  private int speedHz = 500_000;
  private int transferHz;

  /** The settings of a transfer that the model of a chip may ask for. */
  private final SpiConfig config =
      (SpiConfig)
          Proxy.newProxyInstance(
              SpiConfig.class.getClassLoader(),
              new Class<?>[] {SpiConfig.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "mode" -> SpiMode.getByNumber(mode & 3);
                    case "baud" -> transferHz;
                    default ->
                        throw new AssertionError(
                            "the model of the chip asks for " + method.getName());
                  });

  private SpiBus(Mcp3008Chip chip) {
    this.chip = chip;
  }

  public static void main(String[] args) throws IOException {
    SpiBus[] buses = {new SpiBus(new Mcp3008Chip()), new SpiBus(new Mcp3008Chip())};
    for (int i = 0; i < buses.length; i++) {
      String name = "spidev0." + i;
      SpiBus bus = buses[i];
      Thread.ofPlatform().name(name).start(() -> serve(name, bus));
    }
    BufferedReader scenes =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String scene = scenes.readLine(); scene != null; scene = scenes.readLine()) {
      for (int i = 0; i < buses.length; i++) {
        buses[i].show(scene.trim(), 8 * i);
      }
    }
  }

  private static void serve(String name, SpiBus bus) {
    try {
      CharacterDevice.serve(name, bus);
    } catch (IOException e) {
      System.err.println(name + ": " + e);
      System.exit(1);
    }
  }

  private synchronized void show(String scene, int firstPixel) {
    boolean loose = scene.equals("loose");
    chip.disconnected = loose;
    chip.floatsHigh = loose;
    if (!loose) {
      String[] pixels = scene.split(" ", -1);
      for (int channel = 0; channel < levels.length; channel++) {
        levels[channel] = Integer.parseInt(pixels[firstPixel + channel]);
      }
    }
  }

  @Override
  public Answer ioctl(Ioctl request) {
    int number = request.command() & 0xff;
    int size = request.command() >>> 16 & 0x3fff;
    boolean asks = request.command() < 0; // the top bit: the caller reads
    Piece piece = new Piece(request.argument(), size);
    if ((request.command() >>> 8 & 0xff) != MAGIC) {
      return Done.error(ENOTTY);
    }
    if (number == 0) {
      return size == TRANSFER_BYTES ? message(request, piece) : Done.error(EINVAL);
    }
    if (asks && request.outLength() == 0) {
      return new Fetch(List.of(), List.of(piece));
    }
    if (!asks && request.in().limit() == 0) {
      return new Fetch(List.of(piece), List.of());
    }
    return asks ? new Done(0, setting(number, size)) : set(number, request.in(), size);
  }

  private ByteBuffer setting(int number, int size) {
    int value =
        switch (number) {
          case MODE, MODE_32 -> mode;
          case BITS_PER_WORD -> 8;
          case MAX_SPEED_HZ -> speedHz;
          default -> 0; // most significant bit first
        };
    ByteBuffer bytes = ByteBuffer.allocate(Math.max(4, size)).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putInt(0, value).limit(size);
  }

  private Answer set(int number, ByteBuffer in, int size) {
    int value = size == 1 ? in.get(0) : in.getInt(0);
    switch (number) {
      case MODE, MODE_32 -> mode = value;
      case MAX_SPEED_HZ -> speedHz = value;
      default -> {} // eight bits per word, most significant first, as these chips require
    }
    return new Done(0, ByteBuffer.allocate(0));
  }

  /** A message of one transfer: first fetches its description, then the bytes to send. */
  private Answer message(Ioctl request, Piece description) {
    ByteBuffer in = request.in();
    if (in.limit() == 0) {
      return new Fetch(List.of(description), List.of());
    }
    int length = in.getInt(16);
    List<Piece> send = piece(in.getLong(0), length);
    List<Piece> receive = piece(in.getLong(8), length);
    int sent = send.isEmpty() ? 0 : length;
    int received = receive.isEmpty() ? 0 : length;
    if (in.limit() != TRANSFER_BYTES + sent || request.outLength() != received) {
      List<Piece> all = Stream.concat(Stream.of(description), send.stream()).toList();
      return new Fetch(all, receive);
    }
    byte[] bytes = new byte[length];
    in.get(TRANSFER_BYTES, bytes, 0, sent);
    transferHz = in.getInt(20) == 0 ? speedHz : in.getInt(20);
    try {
      int count = transfer(bytes);
      return count < 0 ? Done.error(EIO) : new Done(count, ByteBuffer.wrap(bytes, 0, received));
    } catch (AssertionError refusal) {
      System.err.println(refusal.getMessage());
      return Done.error(EIO);
    }
  }

  private synchronized int transfer(byte[] bytes) {
    for (int channel = 0; channel < levels.length; channel++) {
      // A real photodiode's level is different in each conversion.
      chip.level(channel, Math.clamp(levels[channel] + noise.nextInt(-3, 4), 0, 1023));
    }
    chip.opened(config);
    return chip.transfer(bytes, 0, bytes, 0, bytes.length);
  }

  private static List<Piece> piece(long address, int length) {
    return address == 0 || length == 0 ? List.of() : List.of(new Piece(address, length));
  }
}
