package smilet.shared.finder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.frame.Resampler;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;

/**
 * A search of one whole picture, with random weights: the time does not depend on them. Read the
 * median (p0.50).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 1)
public class FaceFinderBenchmark {
  @Param("320x240")
  private String size;

  @Param("24")
  private int smallest;

  /** Channels, kernel and stride of the convolutions. */
  @Param("8:3:2,12:3:1,16:3:2,24:3:1")
  private String network;

  private final Detections faces = new Detections();
  private FaceFinder finder;
  private Frame frame;
  private Resampler resampler;
  private LocalContrast contrast;
  private char[] cells;
  private byte[] inputs;

  @Setup
  public void prepare() {
    Random random = new Random(1);
    Grid grid = new Grid(24, 24);
    Shape shape = new Shape(24, 24, 1);
    List<Layer> layers = new ArrayList<>();
    for (String layer : network.split(",", -1)) {
      String[] numbers = layer.split(":", -1);
      int channels = Integer.parseInt(numbers[0]);
      int kernel = Integer.parseInt(numbers[1]);
      byte[] weights = weights(channels * kernel * kernel * shape.channels(), random);
      int[] multipliers = new int[channels];
      Arrays.fill(multipliers, 1000);
      layers.add(
          new Convolution(
              shape,
              kernel,
              Integer.parseInt(numbers[2]),
              0,
              weights,
              new int[channels],
              multipliers,
              17));
      shape = layers.getLast().output();
    }
    layers.add(new Dense(shape, weights(shape.size(), random), 0, 1, 0));
    Finder numbers = new Finder(new Model(grid, Normalisation.CONTRAST, layers), Integer.MAX_VALUE);
    String[] widthAndHeight = size.split("x", -1);
    FrameFormat format =
        new FrameFormat(
            Integer.parseInt(widthAndHeight[0]), Integer.parseInt(widthAndHeight[1]), 8);
    frame = new Frame(format);
    for (int i = 0; i < frame.pixels().length; i++) {
      frame.pixels()[i] = (char) random.nextInt(256);
    }
    finder = new FaceFinder(numbers, format, smallest);
    resampler = new Resampler(format, format.width() * 4 / 5, format.height() * 4 / 5);
    cells = new char[format.pixelCount()];
    inputs = new byte[cells.length];
    contrast = new LocalContrast(format.width());
    System.out.println(finder.multiplyAdds() + " multiply-adds per picture");
  }

  private static byte[] weights(int count, Random random) {
    byte[] weights = new byte[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (byte) random.nextInt(-7, 8);
    }
    return weights;
  }

  @Benchmark
  public Detections picture() {
    finder.find(frame, faces);
    return faces;
  }

  /** Of a level of four fifths of the size. */
  @Benchmark
  public char[] resampling() {
    resampler.resample(frame.pixels(), cells);
    return cells;
  }

  @Benchmark
  public byte[] localContrast() {
    contrast.apply(cells, frame.format().width(), frame.format().height(), inputs);
    return inputs;
  }
}
