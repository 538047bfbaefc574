package smilet.trainer.report;

import java.util.ArrayList;
import java.util.List;
import smilet.shared.model.Model;

/**
 * The weights of a model's first layer, drawn with characters. A weight takes two characters, so
 * that it looks square: the darker they are, the larger its absolute value; weights below zero are
 * drawn with minus signs.
 */
public final class WeightCharacters {
  private static final String[] POSITIVE = {"  ", "··", "░░", "▒▒", "▓▓", "██"};
  private static final String[] NEGATIVE = {"  ", "- ", "--", "-=", "==", "≡≡"};

  /** Characters per line, except for a single channel that is wider. */
  private static final int LINE_WIDTH = 80;

  private WeightCharacters() {}

  /** The lines of the drawing; output channels stand side by side. */
  public static List<String> lines(Model model) {
    List<FirstLayerWeights> channels = FirstLayerWeights.of(model);
    if (channels.size() == 1) {
      return drawing(channels.getFirst());
    }
    int perLine = Math.max(1, LINE_WIDTH / (2 * channels.getFirst().width() + 2));
    List<String> lines = new ArrayList<>();
    for (int first = 0; first < channels.size(); first += perLine) {
      int end = Math.min(channels.size(), first + perLine);
      lines.addAll(sideBySide(channels.subList(first, end)));
      lines.add("");
    }
    return lines;
  }

  private static List<String> sideBySide(List<FirstLayerWeights> channels) {
    List<List<String>> drawings = channels.stream().map(WeightCharacters::drawing).toList();
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < channels.getFirst().height(); y++) {
      StringBuilder line = new StringBuilder();
      for (List<String> drawing : drawings) {
        line.append(drawing.get(y)).append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static List<String> drawing(FirstLayerWeights channel) {
    int largest = channel.largest();
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < channel.height(); y++) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < channel.width(); x++) {
        int weight = channel.weight(x, y);
        int darkness = (Math.abs(weight) * (POSITIVE.length - 1) + largest / 2) / largest;
        line.append(weight < 0 ? NEGATIVE[darkness] : POSITIVE[darkness]);
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
