package smilet.device.sensor.wires;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBase;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiProviderBase;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.util.List;

/**
 * An SPI bus with models of chips at its chip selects, as a Pi4J provider: drivers open and use it
 * like a real one.
 */
public final class SpiWires extends SpiProviderBase {
  private final List<SpiChip> chips;

  private SpiWires(List<SpiChip> chips) {
    this.chips = chips;
  }

  /** The bus, for a context with other providers. */
  public static SpiWires of(SpiChip... chips) {
    return new SpiWires(List.of(chips));
  }

  /** A context with Pi4J's mocks for pins, and the given chips at CE0, CE1 and so on. */
  public static Context connect(SpiChip... chips) {
    return Pi4J.newContextBuilder()
        .noAutoDetect()
        .add(MockDigitalOutputProvider.newInstance(), of(chips))
        .build();
  }

  @Override
  public Spi create(SpiConfig config) {
    SpiChip chip = chips.get(config.channel());
    chip.opened(config);
    Spi spi = new Wire(this, config, chip);
    context().registry().add(spi);
    return spi;
  }

  private static final class Wire extends SpiBase {
    private final SpiChip chip;

    Wire(SpiWires provider, SpiConfig config, SpiChip chip) {
      super(provider, config);
      this.chip = chip;
    }

    @Override
    public int transfer(byte[] out, int outOffset, byte[] in, int inOffset, int count) {
      return chip.transfer(out, outOffset, in, inOffset, count);
    }

    @Override
    public int read() {
      throw new AssertionError("a driver must use transfer");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      throw new AssertionError("a driver must use transfer");
    }

    @Override
    public int write(byte value) {
      throw new AssertionError("a driver must use transfer");
    }

    @Override
    public int write(byte[] data, int offset, int length) {
      throw new AssertionError("a driver must use transfer");
    }
  }
}
