package smilet.shared.model;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A model as C, written from it, compiled with {@code gcc -O3 -march=native} and called in place.
 * The integers are those of the model, so that the logits are, too.
 */
final class NetworkInC implements AutoCloseable {
  /** How the C code is written. */
  enum Style {
    /** Loops as the definition has them, output channel outermost, int8 weights. */
    PLAIN,
    /**
     * Output channels in the lanes of AVX2 registers; activations and weights in int16, two taps
     * together, which is what x86's multiply-and-add of pairs takes.
     */
    CHANNELS_IN_LANES
  }

  private final Arena arena = Arena.ofShared();
  private final MethodHandle function;
  private final MemorySegment frame;

  @SuppressWarnings("restricted") // calling C is what this class is for
  NetworkInC(Model model, Style style) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("network-in-c");
    Path source = folder.resolve("network.c");
    Path library = folder.resolve("network.so");
    Files.writeString(source, new Generator(style).generate(model));
    Process gcc =
        new ProcessBuilder(
                List.of(
                    "gcc",
                    "-O3",
                    "-march=native",
                    "-shared",
                    "-fPIC",
                    "-o",
                    library.toString(),
                    source.toString()))
            .inheritIO()
            .start();
    if (gcc.waitFor() != 0) {
      throw new IOException("gcc failed on " + source);
    }
    function =
        Linker.nativeLinker()
            .downcallHandle(
                SymbolLookup.libraryLookup(library, arena).find("logit_q16").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    frame = arena.allocate(model.grid().cellCount());
  }

  int logitQ16(byte[] inputs) {
    MemorySegment.copy(inputs, 0, frame, ValueLayout.JAVA_BYTE, 0, inputs.length);
    try {
      return (int) function.invokeExact(frame);
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public void close() {
    arena.close();
  }

  /** Writes the source: one function per layer, activations in static planes with zero borders. */
  private static final class Generator {
    /** int32 lanes of an AVX2 register. */
    private static final int LANES = 8;

    private final Style style;
    private final StringBuilder c = new StringBuilder();

    Generator(Style style) {
      this.style = style;
    }

    String generate(Model model) {
      line("#include <stdint.h>");
      line("#include <string.h>");
      boolean wide = style == Style.CHANNELS_IN_LANES;
      if (wide) {
        line("#include <immintrin.h>");
      }
      line("typedef %s act;", wide ? "int16_t" : "int8_t");
      List<Layer> layers = model.layers();
      for (int i = 0; i < layers.size(); i++) {
        plane(i, layers.get(i), i > 0 ? layers.get(i - 1) : null);
      }
      for (int i = 0; i + 1 < layers.size(); i++) {
        if (wide) {
          lanes(i, (Convolution) layers.get(i), layers.get(i + 1));
        } else {
          plain(i, (Convolution) layers.get(i), layers.get(i + 1));
        }
      }
      dense(layers.size() - 1, model.dense());
      Shape input = layers.getFirst().input();
      int pad = padding(layers.getFirst());
      line("int32_t logit_q16(const int8_t *frame) {");
      line(
          " for (int y = 0; y < %d; y++) for (int x = 0; x < %d; x++)",
          input.height(), input.width());
      line("  plane0[y + %d][x + %d][0] = frame[y * %d + x];", pad, pad, input.width());
      for (int i = 0; i < layers.size() - 1; i++) {
        line(" layer%d();", i);
      }
      line(" return dense();");
      line("}");
      return c.toString();
    }

    private void plane(int i, Layer layer, Layer before) {
      Shape shape = layer.input();
      int pad = padding(layer);
      line(
          "static act plane%d[%d][%d][%d] __attribute__((aligned(64)));",
          i, shape.height() + 2 * pad, shape.width() + 2 * pad, channels(shape.channels()));
      assert before == null || before.output().equals(shape);
    }

    /** In pairs of taps, one channel becomes two of which the second is zero. */
    private int channels(int count) {
      return style == Style.CHANNELS_IN_LANES ? count + count % 2 : count;
    }

    private static int padding(Layer layer) {
      return layer instanceof Convolution convolution ? convolution.padding() : 0;
    }

    private void plain(int i, Convolution layer, Layer next) {
      Shape in = layer.input();
      Shape out = layer.output();
      int k = layer.kernel();
      bytes("weights" + i, layer.weights());
      ints("biases" + i, layer.biases());
      ints("multipliers" + i, layer.multipliers());
      line("static void layer%d(void) {", i);
      line(" for (int o = 0; o < %d; o++)", out.channels());
      line(
          "  for (int y = 0; y < %d; y++) for (int x = 0; x < %d; x++) {",
          out.height(), out.width());
      line("   int32_t a = biases%d[o];", i);
      line("   for (int r = 0; r < %d; r++) for (int t = 0; t < %d; t++)", k, k);
      line("    for (int n = 0; n < %d; n++)", in.channels());
      line(
          "     a += weights%d[((o * %d + r) * %d + t) * %d + n] * plane%d[y * %d + r][x * %d + t][n];",
          i, k, k, in.channels(), i, layer.stride(), layer.stride());
      store(i, layer, next, "a", "o");
      line("  }");
      line("}");
    }

    private void lanes(int i, Convolution layer, Layer next) {
      Shape in = layer.input();
      Shape out = layer.output();
      int k = layer.kernel();
      int pairs = channels(in.channels()) / 2;
      int groups = groups(out.channels());
      pairWeights(i, layer, pairs);
      ints("biases" + i, Arrays.copyOf(layer.biases(), groups * LANES));
      ints("multipliers" + i, layer.multipliers());
      line("static void layer%d(void) {", i);
      line(
          " for (int y = 0; y < %d; y++) for (int x = 0; x < %d; x++) {",
          out.height(), out.width());
      for (int g = 0; g < groups; g++) {
        line(
            "  __m256i v%d = _mm256_loadu_si256((const __m256i *)(biases%d + %d));",
            g, i, g * LANES);
      }
      line("  for (int r = 0; r < %d; r++) {", k);
      line("   const act *p = plane%d[y * %d + r][x * %d];", i, layer.stride(), layer.stride());
      line("   const int16_t *w = weights%d[r * %d];", i, k * pairs);
      line("   for (int n = 0; n < %d; n++) {", k * pairs);
      line("    int32_t two;");
      line("    memcpy(&two, p + 2 * n, 4);");
      line("    __m256i b = _mm256_set1_epi32(two);");
      for (int g = 0; g < groups; g++) {
        line(
            "    v%d = _mm256_add_epi32(v%d, _mm256_madd_epi16(b, _mm256_load_si256((const __m256i *)(w + n * %d + %d))));",
            g, g, 2 * groups * LANES, 2 * g * LANES);
      }
      line("   }");
      line("  }");
      line("  int32_t a[%d];", groups * LANES);
      for (int g = 0; g < groups; g++) {
        line("  _mm256_storeu_si256((__m256i *)(a + %d), v%d);", g * LANES, g);
      }
      line("  for (int o = 0; o < %d; o++) {", out.channels());
      store(i, layer, next, "a[o]", "o");
      line("  }");
      line(" }");
      line("}");
    }

    private static int groups(int channels) {
      return (channels + LANES - 1) / LANES;
    }

    private void pairWeights(int i, Convolution layer, int pairs) {
      int k = layer.kernel();
      int inChannels = layer.input().channels();
      int outChannels = layer.output().channels();
      byte[] weights = layer.weights();
      c.append(
          String.format(
              Locale.ROOT,
              "static const int16_t weights%d[%d][%d] __attribute__((aligned(64))) = {",
              i,
              k * k * pairs,
              2 * groups(outChannels) * LANES));
      for (int tap = 0; tap < k * k; tap++) {
        for (int pair = 0; pair < pairs; pair++) {
          c.append("{");
          for (int o = 0; o < outChannels; o++) {
            for (int n = 2 * pair; n < 2 * pair + 2; n++) {
              int weight = n < inChannels ? weights[(o * k * k + tap) * inChannels + n] : 0;
              c.append(weight).append(',');
            }
          }
          c.append("},\n");
        }
      }
      line("};");
    }

    private void store(int i, Convolution layer, Layer next, String sum, String channel) {
      int pad = padding(next);
      long half = layer.shift() == 0 ? 0 : 1L << (layer.shift() - 1);
      line(
          "   int64_t q = ((int64_t)%s * multipliers%d[%s] + %dLL) >> %d;",
          sum, i, channel, half, layer.shift());
      line(
          "   plane%d[y + %d][x + %d][%s] = q < 0 ? 0 : q > 127 ? 127 : q;",
          i + 1, pad, pad, channel);
    }

    private void dense(int i, Dense layer) {
      Shape in = layer.input();
      bytes("weights" + i, layer.weights());
      long half = layer.shift() == 0 ? 0 : 1L << (layer.shift() - 1);
      line("static int32_t dense(void) {");
      line(" int32_t a = %d;", layer.bias());
      line(" for (int y = 0; y < %d; y++) for (int x = 0; x < %d; x++)", in.height(), in.width());
      line(
          "  for (int n = 0; n < %d; n++) a += weights%d[(y * %d + x) * %d + n] * plane%d[y][x][n];",
          in.channels(), i, in.width(), in.channels(), i);
      line(" int64_t q = ((int64_t)a * %d + %dLL) >> %d;", layer.multiplier(), half, layer.shift());
      line(" return q < INT32_MIN ? INT32_MIN : q > INT32_MAX ? INT32_MAX : q;");
      line("}");
    }

    private void bytes(String name, byte[] values) {
      c.append("static const int8_t ").append(name).append("[] = {");
      for (byte value : values) {
        c.append(value).append(',');
      }
      line("};");
    }

    private void ints(String name, int[] values) {
      c.append("static const int32_t ").append(name).append("[] = {");
      for (int value : values) {
        c.append(value).append(',');
      }
      line("};");
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation needs a library of its own
    private void line(String format, Object... arguments) {
      c.append(arguments.length == 0 ? format : format.formatted(arguments)).append('\n');
    }
  }
}
