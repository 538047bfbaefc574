package smilet.shared.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A model as an ONNX file in floats: the same layers, weights and scales, without the rounding
 * between layers. Only what a benchmark needs of the format is written, as onnx.proto numbers its
 * fields.
 */
final class OnnxFile {
  static final String INPUT = "frame";
  static final String OUTPUT = "logit";

  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private OnnxFile() {}

  /** The file: input [1, 1, height, width], output [1, 1] in units of Q15.16. */
  static byte[] of(Model model) {
    Message graph = new Message();
    String current = INPUT;
    List<Layer> layers = model.layers();
    for (int i = 0; i < layers.size(); i++) {
      switch (layers.get(i)) {
        case Convolution convolution -> {
          convolution(graph, i, current, convolution);
          current = "relu" + i;
        }
        case Dense dense -> dense(graph, i, current, dense);
      }
    }
    Shape input = layers.getFirst().input();
    graph.text(2, "smilet");
    graph.message(11, value(INPUT, 1, 1, input.height(), input.width()));
    graph.message(12, value(OUTPUT, 1, 1));
    return new Message()
        .number(1, 8) // IR version
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, 13)) // operator set
        .bytes();
  }

  private static void convolution(Message graph, int i, String from, Convolution layer) {
    int k = layer.kernel();
    int in = layer.input().channels();
    int out = layer.output().channels();
    byte[] weights = layer.weights();
    float[] scaled = new float[weights.length];
    float[] biases = new float[out];
    for (int o = 0; o < out; o++) {
      double scale = Math.scalb((double) layer.multipliers()[o], -layer.shift());
      biases[o] = (float) (layer.biases()[o] * scale);
      for (int tap = 0; tap < k * k; tap++) {
        for (int n = 0; n < in; n++) {
          scaled[(o * in + n) * k * k + tap] =
              (float) (weights[(o * k * k + tap) * in + n] * scale);
        }
      }
    }
    graph.message(
        1,
        node("Conv", List.of(from, "w" + i, "b" + i), "conv" + i)
            .message(5, integers("kernel_shape", k, k))
            .message(5, integers("strides", layer.stride(), layer.stride()))
            .message(5, integers("pads", k / 2, k / 2, k / 2, k / 2)));
    graph.message(1, node("Relu", List.of("conv" + i), "relu" + i));
    graph.message(5, tensor("w" + i, scaled, out, in, k, k));
    graph.message(5, tensor("b" + i, biases, out));
  }

  private static void dense(Message graph, int i, String from, Dense layer) {
    Shape in = layer.input();
    double scale = Math.scalb((double) layer.multiplier(), -layer.shift());
    byte[] weights = layer.weights();
    float[] scaled = new float[weights.length];
    int positions = in.height() * in.width();
    for (int position = 0; position < positions; position++) {
      for (int n = 0; n < in.channels(); n++) {
        scaled[n * positions + position] = (float) (weights[position * in.channels() + n] * scale);
      }
    }
    graph.message(1, node("Flatten", List.of(from), "flat").message(5, integer("axis", 1)));
    graph.message(1, node("Gemm", List.of("flat", "w" + i, "b" + i), OUTPUT));
    graph.message(5, tensor("w" + i, scaled, weights.length, 1));
    graph.message(5, tensor("b" + i, new float[] {(float) (layer.bias() * scale)}, 1));
  }

  private static Message node(String operator, List<String> inputs, String output) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    return node.text(2, output).text(4, operator);
  }

  private static Message integer(String name, long value) {
    return new Message().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
  }

  private static Message integers(String name, long... values) {
    Message attribute = new Message().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, ATTRIBUTE_INTS);
  }

  private static Message tensor(String name, float[] values, long... shape) {
    Message tensor = new Message();
    for (long side : shape) {
      tensor.number(1, side);
    }
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return tensor.number(2, FLOAT).text(8, name).raw(9, raw.array());
  }

  private static Message value(String name, long... shape) {
    Message dimensions = new Message();
    for (long side : shape) {
      dimensions.message(1, new Message().number(1, side));
    }
    Message tensorType = new Message().number(1, FLOAT).message(2, dimensions);
    return new Message().text(1, name).message(2, new Message().message(1, tensorType));
  }

  /** A protocol buffer message being written. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String text) {
      return raw(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message message) {
      return raw(field, message.bytes());
    }

    Message raw(int field, byte[] bytes) {
      varint((long) field << 3 | 2);
      varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
        out.write((int) ((rest & 0x7f) | 0x80));
      }
      out.write((int) rest);
    }
  }
}
