package smilet.trainer.cli;

import java.util.ArrayList;
import java.util.List;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;

/**
 * Weights as pictures of characters, two a weight so that it comes out square: the more ink, the
 * farther from zero; minus signs for weights below.
 */
final class WeightPicture {
  private static final String[] ABOVE = {"  ", "··", "░░", "▒▒", "▓▓", "██"};
  private static final String[] BELOW = {"  ", "- ", "--", "-=", "==", "≡≡"};

  /** Pictures side by side before the next line. */
  private static final int A_LINE = 80;

  private WeightPicture() {}

  /** The first layer's weights, a picture an output channel. */
  static List<String> lines(Model model) {
    return switch (model.layers().getFirst()) {
      case Dense dense ->
          picture(dense.weights(), 0, dense.input().width(), dense.input().height(), 1);
      case Convolution convolution -> kernels(convolution);
    };
  }

  private static List<String> kernels(Convolution convolution) {
    int kernel = convolution.kernel();
    int inputs = convolution.input().channels();
    int taps = kernel * kernel * inputs;
    byte[] weights = convolution.weights();
    int aLine = Math.max(1, A_LINE / (2 * kernel + 2));
    List<String> lines = new ArrayList<>();
    int channels = convolution.output().channels();
    for (int first = 0; first < channels; first += aLine) {
      StringBuilder[] rows = new StringBuilder[kernel];
      for (int y = 0; y < kernel; y++) {
        rows[y] = new StringBuilder();
      }
      for (int c = first; c < Math.min(channels, first + aLine); c++) {
        List<String> one = picture(weights, c * taps, kernel, kernel, inputs);
        for (int y = 0; y < kernel; y++) {
          rows[y].append(one.get(y)).append("  ");
        }
      }
      for (StringBuilder row : rows) {
        lines.add(row.toString().stripTrailing());
      }
      lines.add("");
    }
    return lines;
  }

  private static List<String> picture(
      byte[] weights, int offset, int width, int height, int stride) {
    int most = 1;
    for (int i = 0; i < width * height; i++) {
      most = Math.max(most, Math.abs(weights[offset + i * stride]));
    }
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < width; x++) {
        int weight = weights[offset + (y * width + x) * stride];
        int ink = (Math.abs(weight) * (ABOVE.length - 1) + most / 2) / most;
        line.append(weight < 0 ? BELOW[ink] : ABOVE[ink]);
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
