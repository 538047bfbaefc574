package smilet.shared.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import smilet.shared.fixed.Q16;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

/**
 * One frame, from normalised inputs to the logit, of the 8-12-16 network at 32x32 (134,400
 * multiply-adds), or of another, written as on the trainer's command line: {@code -p side=48 -p
 * network=8-8s1-10-10s1-12-12s1-14 -p mirrored=true} is 4k at 48x48, whose frame is two passes.
 * Before anything is timed, the C is checked to give the model's logits to the bit, and the
 * inference engine's logits may differ only by the rounding that it lacks. Every call is timed by
 * itself: read the median (p0.50), which other load on the machine hardly changes, not the mean.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 1)
public class InferenceBenchmark {
  private static final int FRAMES = 64;

  @Param("32")
  private int side;

  @Param("8-12-16")
  private String network;

  @Param("false")
  private boolean mirrored;

  private final byte[][] frames = new byte[FRAMES][];
  private final byte[][] mirrorImages = new byte[FRAMES][];
  private final OnnxTensor[] tensors = new OnnxTensor[FRAMES];
  private final OnnxTensor[] mirrorTensors = new OnnxTensor[FRAMES];
  private Inference plain;
  private Inference planar;
  private NetworkInC plainC;
  private NetworkInC lanesC;
  private OrtEnvironment environment;
  private OrtSession session;
  private int next;

  @Setup
  public void prepare() throws IOException, InterruptedException, OrtException {
    Random random = new Random(1);
    Model model = model(random);
    plain = new PlainInference(model);
    planar = new PlanarInference(model);
    plainC = new NetworkInC(model, NetworkInC.Style.PLAIN);
    lanesC = new NetworkInC(model, NetworkInC.Style.CHANNELS_IN_LANES);
    environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    session = environment.createSession(OnnxFile.of(model), options);
    for (int i = 0; i < FRAMES; i++) {
      frames[i] = new byte[model.grid().cellCount()];
      for (int cell = 0; cell < frames[i].length; cell++) {
        frames[i][cell] = (byte) Math.clamp(Math.round(random.nextGaussian() * 32), -127, 127);
      }
      mirrorImages[i] = new byte[frames[i].length];
      model.grid().mirror(frames[i], 0, mirrorImages[i]);
      tensors[i] = tensor(frames[i]);
      mirrorTensors[i] = tensor(mirrorImages[i]);
      check(i);
    }
  }

  private OnnxTensor tensor(byte[] values) throws OrtException {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = values[i];
    }
    return OnnxTensor.createTensor(
        environment, FloatBuffer.wrap(floats), new long[] {1, 1, side, side});
  }

  private void check(int i) throws OrtException {
    int expected = plain.logitQ16(frames[i], 0);
    requireEqual("planar", planar.logitQ16(frames[i], 0), expected, 0);
    requireEqual("plain C", inC(plainC, i), expected, 0);
    requireEqual("C in lanes", inC(lanesC, i), expected, 0);
    requireEqual("ONNX Runtime", onnx(i), expected, Q16.ONE / 2);
  }

  private static void requireEqual(String who, double actual, double expected, double tolerance) {
    if (Math.abs(actual - expected) > tolerance) {
      throw new AssertionError(who + " answers " + actual + " instead of " + expected);
    }
  }

  /** A network in which activations do not all vanish or saturate. */
  private Model model(Random random) {
    Shape shape = new Shape(side, side, 1);
    List<Layer> layers = new ArrayList<>();
    for (String element : network.split("-", -1)) {
      int i = layers.size();
      int stride = element.endsWith("s1") ? 1 : 2;
      int channels = Integer.parseInt(element.replace("s1", ""));
      int kernel = i == 0 ? 5 : 3;
      int taps = kernel * kernel * shape.channels();
      int[] multipliers = new int[channels];
      Arrays.fill(multipliers, 40_000 + 1000 * i);
      int shift = 16 + (int) Math.round(Math.log(127 / 1.7 * Math.sqrt(taps)) / Math.log(2));
      Convolution layer =
          new Convolution(
              shape,
              kernel,
              stride,
              weights(channels * taps, random),
              new int[channels],
              multipliers,
              shift);
      layers.add(layer);
      shape = layer.output();
    }
    layers.add(new Dense(shape, weights(shape.size(), random), 0, 40_000, 15));
    return new Model(new Grid(side, side), Normalisation.CONTRAST, mirrored, layers);
  }

  private static byte[] weights(int count, Random random) {
    byte[] weights = new byte[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (byte) random.nextInt(-127, 128);
    }
    return weights;
  }

  private int next() {
    return next++ % FRAMES;
  }

  @Benchmark
  public int planarJava() {
    return planar.logitQ16(frames[next()], 0);
  }

  @Benchmark
  public int plainJava() {
    return plain.logitQ16(frames[next()], 0);
  }

  @Benchmark
  public int plainLoopsInC() {
    return inC(plainC, next());
  }

  @Benchmark
  public int channelsInLanesInC() {
    return inC(lanesC, next());
  }

  private int inC(NetworkInC network, int i) {
    int logit = network.logitQ16(frames[i]);
    return mirrored ? Inference.meanQ16(logit, network.logitQ16(mirrorImages[i])) : logit;
  }

  @Benchmark
  public float onnxRuntime() throws OrtException {
    return onnx(next());
  }

  private float onnx(int i) throws OrtException {
    float logit = onnx(tensors[i]);
    return mirrored ? (logit + onnx(mirrorTensors[i])) / 2 : logit;
  }

  private float onnx(OnnxTensor tensor) throws OrtException {
    try (OrtSession.Result result = session.run(Map.of(OnnxFile.INPUT, tensor))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    }
  }

  @TearDown
  public void close() throws OrtException {
    plainC.close();
    lanesC.close();
    for (int i = 0; i < FRAMES; i++) {
      tensors[i].close();
      mirrorTensors[i].close();
    }
    session.close();
  }
}
