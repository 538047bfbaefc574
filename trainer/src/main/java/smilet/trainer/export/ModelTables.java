package smilet.trainer.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import smilet.shared.file.GoldenFrame;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;

/**
 * A model's numbers as C: the constants of the header, and the constants and tables of the source
 * file. The C template declares the types.
 */
final class ModelTables {
  private final ModelFile file;
  private final Model model;
  private final ScratchLayout layout;
  private final PackedNumbers weights = new PackedNumbers();
  private final List<String> convolutionRows = new ArrayList<>();
  private final List<Integer> biases = new ArrayList<>();
  private final List<Integer> multipliers = new ArrayList<>();
  private final int denseWeightsAt;
  private final PackedNumbers goldenPixels = new PackedNumbers();
  private final List<String> goldenRows = new ArrayList<>();

  ModelTables(ModelFile file) {
    this.file = file;
    this.model = file.model();
    this.layout = ScratchLayout.of(model);
    layout.steps().forEach(this::add);
    this.denseWeightsAt = weights.offset();
    weights.put(model.dense());
    file.goldenFrames().forEach(this::add);
  }

  /** Bytes of constants that a program contains which uses everything but the self-test. */
  int constantBytes() {
    int perLayer = 24; // what a compiler makes of the struct on a 32-bit CPU
    return weights.offset()
        + biases.size() * (Integer.BYTES + Short.BYTES)
        + layout.steps().size() * perLayer;
  }

  ScratchLayout layout() {
    return layout;
  }

  /** The constants that callers see. */
  String headerConstants() {
    return String.format(
        Locale.ROOT,
        """
        /* The model file's SHA-256, and its network. */
        #define SMILET_MODEL_SHA256 "%s"
        #define SMILET_NETWORK "%s"

        /* The grid that frames are resampled to. */
        #define SMILET_GRID_WIDTH %d
        #define SMILET_GRID_HEIGHT %d

        /* Probabilities, times 32768, at which the verdict changes. */
        #define SMILET_SMILE_FROM_Q15 %d
        #define SMILET_NOT_SMILE_UP_TO_Q15 %d

        /* RAM that the library takes: the static scratch area, and at most so much stack on a Cortex-M. */
        #define SMILET_SCRATCH_BYTES %d
        #define SMILET_STACK_BYTES %d

        /* Multiplications with a weight for one frame. */
        #define SMILET_MULTIPLY_ADDS %d\
        """,
        file.contentHash(),
        model.network(),
        model.grid().width(),
        model.grid().height(),
        file.thresholds().smileQ15(),
        file.thresholds().notSmileQ15(),
        layout.bytes(),
        Footprint.STACK_BYTES,
        model.multiplyAdds());
  }

  /** The constants and tables that only the source file sees. */
  String sourceTables() {
    Dense dense = model.dense();
    StringBuilder c = new StringBuilder();
    define(c, "CONTRAST", model.normalisation() == Normalisation.CONTRAST ? 1 : 0);
    define(c, "MIRRORED", model.mirrored() ? 1 : 0);
    define(c, "WORK_BYTES", layout.workBytes());
    define(c, "CONVOLUTIONS", layout.steps().size());
    define(c, "DENSE_INPUTS", dense.input().size());
    define(c, "DENSE_WEIGHTS_AT", denseWeightsAt);
    define(c, "DENSE_WEIGHT_BITS", PackedNumbers.weightBits(dense.weights()));
    define(c, "DENSE_BIAS", dense.bias());
    define(c, "DENSE_MULTIPLIER", dense.multiplier());
    define(c, "DENSE_SHIFT", dense.shift());
    define(c, "GOLDEN_FRAMES", goldenRows.size());
    if (!convolutionRows.isEmpty()) {
      c.append(
          """

          /* height, width, channels, outputs, kernel, stride, padding, shift, weight_bits,
             outputs_per_pass, first_output, weights_at, output_at */
          """);
      rows(c, "convolution convolutions", convolutionRows);
      numbers(c, "int32_t biases", biases.stream().map(ModelTables::literal).toList());
      numbers(c, "uint16_t multipliers", multipliers.stream().map(String::valueOf).toList());
    }
    numbers(c, "uint8_t packed_weights", hexadecimal(weights.toByteArray()));
    if (!goldenRows.isEmpty()) {
      c.append("\n/* width, height, bits, pixels_at, logit_q16 */\n");
      rows(c, "golden_frame golden_frames", goldenRows);
      numbers(c, "uint8_t golden_pixels", hexadecimal(goldenPixels.toByteArray()));
    }
    return c.toString().stripTrailing();
  }

  private void add(ScratchLayout.Step step) {
    Convolution layer = step.layer();
    Shape input = layer.input();
    convolutionRows.add(
        String.format(
            Locale.ROOT,
            "{%d, %d, %d, %d, %d, %d, %d, %d, %d, %d, %d, %d, %d}",
            input.height(),
            input.width(),
            input.channels(),
            layer.output().channels(),
            layer.kernel(),
            layer.stride(),
            layer.padding(),
            layer.shift(),
            PackedNumbers.weightBits(layer.weights()),
            step.outputsPerPass(),
            biases.size(),
            weights.offset(),
            step.outputAt()));
    IntStream.of(layer.biases()).forEach(biases::add);
    IntStream.of(layer.multipliers()).forEach(multipliers::add);
    weights.put(layer);
  }

  private void add(GoldenFrame golden) {
    FrameFormat format = golden.frame().format();
    goldenRows.add(
        String.format(
            Locale.ROOT,
            "{%d, %d, %d, %d, %s}",
            format.width(),
            format.height(),
            format.bits(),
            goldenPixels.offset(),
            literal(golden.logitQ16())));
    for (char pixel : golden.frame().pixels()) {
      goldenPixels.put(pixel, format.bits());
    }
    goldenPixels.align();
  }

  private static void define(StringBuilder c, String name, int value) {
    c.append("#define ").append(name).append(' ').append(literal(value)).append('\n');
  }

  private static void rows(StringBuilder c, String declaration, List<String> rows) {
    c.append("static const ").append(declaration).append('[').append(rows.size());
    c.append("] FLASH = {\n");
    rows.forEach(row -> c.append("    ").append(row).append(",\n"));
    c.append("};\n");
  }

  /** A table of numbers, as many to a line as fit. */
  private static void numbers(StringBuilder c, String declaration, List<String> numbers) {
    int width = numbers.stream().mapToInt(String::length).max().orElseThrow() + 2;
    int perLine = 96 / width;
    c.append("\nstatic const ").append(declaration).append('[').append(numbers.size());
    c.append("] FLASH = {\n");
    for (int i = 0; i < numbers.size(); i += perLine) {
      c.append("    ");
      c.append(
          numbers.subList(i, Math.min(numbers.size(), i + perLine)).stream()
              .collect(Collectors.joining(", ")));
      c.append(",\n");
    }
    c.append("};\n");
  }

  private static List<String> hexadecimal(byte[] bytes) {
    return IntStream.range(0, bytes.length)
        .mapToObj(i -> String.format(Locale.ROOT, "0x%02x", bytes[i] & 0xff))
        .toList();
  }

  /** The smallest int has no literal in C: its digits alone do not fit. */
  private static String literal(int value) {
    if (value == Integer.MIN_VALUE) {
      return "(-2147483647 - 1)";
    }
    return value < 0 ? "(" + value + ")" : Integer.toString(value);
  }
}
