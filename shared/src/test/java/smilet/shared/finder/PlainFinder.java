package smilet.shared.finder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Resampler;
import smilet.shared.model.Classifier;

/** What a finder is to answer, as its documentation says: window by window, without sharing. */
final class PlainFinder {
  private record Window(int x, int y, int side, int scoreQ16) {
    double commonWith(Window other) {
      double width = Math.min(x + side, other.x + other.side) - Math.max(x, other.x);
      double height = Math.min(y + side, other.y + other.side) - Math.max(y, other.y);
      return Math.max(0, width) * Math.max(0, height);
    }

    double area() {
      return (double) side * side;
    }

    boolean isSameFace(Window other) {
      double common = commonWith(other);
      return 100 * common >= 30 * (area() + other.area() - common);
    }

    boolean isWithinOrAround(Window other) {
      return 100 * commonWith(other) >= 65 * Math.min(area(), other.area());
    }
  }

  private PlainFinder() {}

  static Detections find(Finder finder, Frame frame, int smallestSide) {
    List<Window> windows = new ArrayList<>();
    FrameFormat format = frame.format();
    for (int i = 0; ; i++) {
      double step = Math.rint(65536 * Math.pow(2, i % 4 / 4.0)) / 65536;
      double faceSide = smallestSide * step * (1 << (i / 4));
      int columns = (int) Math.floor(format.width() * finder.side() / faceSide);
      int rows = (int) Math.floor(format.height() * finder.side() / faceSide);
      if (Math.min(columns, rows) < finder.side()) {
        break;
      }
      level(finder, frame, columns, rows, windows);
    }
    windows.sort(
        Comparator.comparingInt(Window::scoreQ16)
            .reversed()
            .thenComparingInt(Window::side)
            .thenComparingInt(Window::y)
            .thenComparingInt(Window::x));
    if (windows.size() > Candidates.CAPACITY) {
      windows = new ArrayList<>(windows.subList(0, Candidates.CAPACITY));
    }
    return merged(windows, finder.thresholdQ16(), format);
  }

  private static void level(
      Finder finder, Frame frame, int columns, int rows, List<Window> windows) {
    FrameFormat format = frame.format();
    char[] cells = new char[columns * rows];
    new Resampler(format, columns, rows).resample(frame.pixels(), cells);
    byte[] inputs = new byte[cells.length];
    new LocalContrast(columns).apply(cells, columns, rows, inputs);
    int side = finder.side();
    Classifier classifier = new Classifier(finder.window(), new FrameFormat(side, side, 8));
    byte[] window = new byte[side * side];
    for (int y = 0; y + side <= rows; y += finder.stride()) {
      for (int x = 0; x + side <= columns; x += finder.stride()) {
        for (int row = 0; row < side; row++) {
          System.arraycopy(inputs, (y + row) * columns + x, window, row * side, side);
        }
        int scoreQ16 = classifier.logitQ16(window, 0);
        if (scoreQ16 >= finder.thresholdQ16()) {
          windows.add(
              new Window(
                  (int) Math.floor((double) x * format.width() / columns + 0.5),
                  (int) Math.floor((double) y * format.height() / rows + 0.5),
                  (int) Math.floor((double) side * format.width() / columns + 0.5),
                  scoreQ16));
        }
      }
    }
  }

  private static Detections merged(List<Window> windows, int thresholdQ16, FrameFormat format) {
    Detections faces = new Detections();
    while (!windows.isEmpty()) {
      Window best = windows.getFirst();
      List<Window> same = windows.stream().filter(best::isSameFace).toList();
      windows.removeIf(window -> best.isSameFace(window) || best.isWithinOrAround(window));
      double weights = 0;
      double x = 0;
      double y = 0;
      double side = 0;
      for (Window window : same) {
        double weight = Math.floor((window.scoreQ16 - (double) thresholdQ16) / 256) + 1;
        weights += weight;
        x += weight * window.x;
        y += weight * window.y;
        side += weight * window.side;
      }
      int rounded = (int) Math.floor(side / weights + 0.5);
      rounded = Math.min(rounded, Math.min(format.width(), format.height()));
      faces.add(
          Math.clamp((int) Math.floor(x / weights + 0.5), 0, format.width() - rounded),
          Math.clamp((int) Math.floor(y / weights + 0.5), 0, format.height() - rounded),
          rounded,
          best.scoreQ16);
    }
    return faces;
  }
}
