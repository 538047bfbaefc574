package smilet.shared.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.frame.Preprocessor;

class ClassifierTest {
  private static final FrameFormat CAMERA = new FrameFormat(16, 16, 8);

  @Test
  void lessonsConverterScoresItsFourImages() {
    // The lecture's starting weights; a weight of 1 is 64 here, an input of 1 is 127.
    byte[] weights = {0, 0, 0, 64, -64, 64, -64, 64, -64};
    // (2^16 << 26) / (64 · 127) to the nearest: the error over |score| <= 9 is below one unit.
    int multiplier = 33026;
    int shift = 12;
    Dense dense = new Dense(new Shape(3, 3, 1), weights, 0, multiplier, shift);
    Model model = new Model(new Grid(3, 3), Normalisation.NONE, List.of(dense));
    Classifier classifier = new Classifier(model, new FrameFormat(3, 3, 1));
    assertThat(scores(classifier, "X.XXXXXX.", "...XX.X..", "X.X.XXXXX", "...X.X.X."))
        .containsExactly(1.0, -1.0, -1.0, 3.0);
  }

  @Test
  void millionFramesAllocateNothingAndAgreeWithPlainArithmetic() {
    Model model = RandomModels.linear(new Grid(12, 12), new Random(5));
    Classifier classifier = new Classifier(model, CAMERA);
    Frame frame = new Frame(CAMERA);
    Preprocessor preprocessor = new Preprocessor(CAMERA, model.grid(), model.normalisation());
    Dense dense = model.dense();
    byte[] weights = dense.weights();
    byte[] input = new byte[144];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SplitMix random = new SplitMix(1);
    long differences = 0;
    long allocatedBefore = 0;
    for (int i = -20_000; i < 1_000_000; i++) {
      if (i == 0) {
        allocatedBefore = threads.getCurrentThreadAllocatedBytes();
      }
      random.fill(frame.pixels());
      preprocessor.apply(frame, input);
      int plain = plainLogitQ16(dense, weights, input);
      differences += classifier.classify(frame) == plain ? 0 : 1;
    }
    // Reading the counter may itself allocate a little; an allocation per frame would add up to
    // millions of bytes.
    assertThat(threads.getCurrentThreadAllocatedBytes() - allocatedBefore).isLessThan(1024);
    assertThat(differences).isZero();
  }

  @Test
  void convolutionalModelAllocatesNothingPerFrame() {
    Model model = RandomModels.convolutional(new Random(9));
    Classifier classifier = new Classifier(model, CAMERA);
    Frame frame = new Frame(CAMERA);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SplitMix random = new SplitMix(2);
    long allocatedBefore = 0;
    for (int i = -2_000; i < 5_000; i++) {
      if (i == 0) {
        allocatedBefore = threads.getCurrentThreadAllocatedBytes();
      }
      random.fill(frame.pixels());
      classifier.classify(frame);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - allocatedBefore).isLessThan(1024);
  }

  @Test
  void everyRandomNetworkAgreesWithArbitraryPrecision() {
    Random random = new Random(21);
    for (int round = 0; round < 60; round++) {
      Model model = RandomModels.convolutional(random);
      byte[] input = RandomModels.inputs(model.grid().cellCount(), random);
      int expected = byDefinition(model, input);
      assertThat(new PlainInference(model).logitQ16(input, 0)).isEqualTo(expected);
      assertThat(new Classifier(model, CAMERA).logitQ16(input, 0)).isEqualTo(expected);
    }
  }

  @Test
  void mirroredModelAnswersTheMeanOverAFrameAndItsMirrorImage() {
    Random random = new Random(27);
    for (int round = 0; round < 30; round++) {
      Model once = RandomModels.convolutional(random);
      Model twice = new Model(once.grid(), once.normalisation(), true, once.layers());
      Frame frame = new Frame(CAMERA);
      Frame mirrorImage = new Frame(CAMERA);
      int width = CAMERA.width();
      for (int i = 0; i < frame.pixels().length; i++) {
        frame.pixels()[i] = (char) random.nextInt(CAMERA.fullScale() + 1);
        mirrorImage.pixels()[i / width * width + width - 1 - i % width] = frame.pixels()[i];
      }
      Classifier plain = new Classifier(once, CAMERA);
      long sum = (long) plain.classify(frame) + plain.classify(mirrorImage);
      Classifier mirrored = new Classifier(twice, CAMERA);
      assertThat((long) mirrored.classify(frame)).isEqualTo(Math.floorDiv(sum + 1, 2));
      assertThat(mirrored.classify(mirrorImage)).isEqualTo(mirrored.classify(frame));
      assertThat(twice.multiplyAdds()).isEqualTo(2 * once.multiplyAdds());
    }
  }

  @Test
  void classifyingLeavesNoTraceForTheNextFrame() {
    Random random = new Random(33);
    Model model = RandomModels.convolutional(random);
    Classifier classifier = new Classifier(model, CAMERA);
    byte[] first = RandomModels.inputs(model.grid().cellCount(), random);
    byte[] second = RandomModels.inputs(model.grid().cellCount(), random);
    int once = classifier.logitQ16(first, 0);
    classifier.logitQ16(second, 0);
    assertThat(classifier.logitQ16(first, 0)).isEqualTo(once);
  }

  @Test
  void inputsBeyondTheArrayAreRefused() {
    Classifier classifier =
        new Classifier(RandomModels.linear(new Grid(2, 2), new Random(1)), CAMERA);
    assertThatThrownBy(() -> classifier.logitQ16(new byte[7], 4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("no 4 inputs at 4 of 7");
    assertThatThrownBy(() -> classifier.logitQ16(new byte[7], -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static double[] scores(Classifier classifier, String... images) {
    double[] scores = new double[images.length];
    Frame frame = new Frame(new FrameFormat(3, 3, 1));
    for (int i = 0; i < images.length; i++) {
      for (int pixel = 0; pixel < 9; pixel++) {
        frame.pixels()[pixel] = (char) (images[i].charAt(pixel) == 'X' ? 1 : 0);
      }
      scores[i] = Math.rint(classifier.classify(frame) / 65.536) / 1000;
    }
    return scores;
  }

  /** The dense layer, written out in 64 bits. */
  private static int plainLogitQ16(Dense dense, byte[] weights, byte[] input) {
    long sum = dense.bias();
    for (int i = 0; i < input.length; i++) {
      sum += (long) weights[i] * input[i];
    }
    long half = dense.shift() == 0 ? 0 : 1L << (dense.shift() - 1);
    long scaled = (sum * dense.multiplier() + half) >> dense.shift();
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, scaled));
  }

  private static int byDefinition(Model model, byte[] input) {
    byte[] current = input;
    for (Layer layer : model.layers()) {
      switch (layer) {
        case Convolution convolution -> current = byDefinition(convolution, current);
        case Dense dense -> {
          BigInteger sum = BigInteger.valueOf(dense.bias());
          byte[] weights = dense.weights();
          for (int i = 0; i < weights.length; i++) {
            sum = sum.add(BigInteger.valueOf((long) weights[i] * current[i]));
          }
          BigInteger scaled = scale(sum, dense.multiplier(), dense.shift());
          return scaled
              .max(BigInteger.valueOf(Integer.MIN_VALUE))
              .min(BigInteger.valueOf(Integer.MAX_VALUE))
              .intValueExact();
        }
      }
    }
    throw new AssertionError("a model ends in a dense layer");
  }

  private static byte[] byDefinition(Convolution layer, byte[] in) {
    Shape input = layer.input();
    Shape output = layer.output();
    byte[] weights = layer.weights();
    byte[] out = new byte[output.size()];
    int kernel = layer.kernel();
    for (int o = 0; o < out.length; o++) {
      int channel = o % output.channels();
      int x = o / output.channels() % output.width();
      int y = o / output.channels() / output.width();
      BigInteger sum = BigInteger.valueOf(layer.biases()[channel]);
      for (int tap = 0; tap < kernel * kernel * input.channels(); tap++) {
        int inputChannel = tap % input.channels();
        int inX = x * layer.stride() + tap / input.channels() % kernel - kernel / 2;
        int inY = y * layer.stride() + tap / input.channels() / kernel - kernel / 2;
        if (inX >= 0 && inX < input.width() && inY >= 0 && inY < input.height()) {
          int value = in[(inY * input.width() + inX) * input.channels() + inputChannel];
          int weight = weights[channel * kernel * kernel * input.channels() + tap];
          sum = sum.add(BigInteger.valueOf((long) weight * value));
        }
      }
      out[o] =
          scale(sum, layer.multipliers()[channel], layer.shift())
              .max(BigInteger.ZERO)
              .min(BigInteger.valueOf(127))
              .byteValueExact();
    }
    return out;
  }

  private static BigInteger scale(BigInteger accumulator, int multiplier, int shift) {
    BigInteger half = shift == 0 ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(shift - 1);
    return accumulator.multiply(BigInteger.valueOf(multiplier)).add(half).shiftRight(shift);
  }

  /** Random pixels without allocation: the SplitMix64 generator, eight pixels per step. */
  private static final class SplitMix {
    private long state;

    SplitMix(long seed) {
      state = seed;
    }

    void fill(char[] pixels) {
      for (int i = 0; i < pixels.length; i += 8) {
        state += 0x9e3779b97f4a7c15L;
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z ^= z >>> 31;
        for (int j = 0; j < 8; j++) {
          pixels[i + j] = (char) (z >>> (8 * j) & 0xff);
        }
      }
    }
  }
}
