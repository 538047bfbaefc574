package smilet.trainer.finder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import smilet.shared.finder.Detections;
import smilet.shared.finder.FaceFinder;
import smilet.shared.finder.Finder;
import smilet.shared.fixed.Q16;

/** How well a finder does on pictures whose faces are known. */
public final class FinderEvaluation {
  /** A box that overlaps a face's box by so much (intersection over union) has found it. */
  public static final double FOUND_FROM = 0.4;

  /** How far below the finder's threshold the curves go, as a logit. */
  static final int DEPTH_Q16 = 8 * Q16.ONE;

  private final int pictures;
  private final int faces;
  private final List<Found> found;

  /**
   * A box that the finder answers.
   *
   * @param scene the number of the picture
   * @param box where
   * @param score its logit
   * @param face the number of the face in the picture that it has found, or -1 if none
   * @param overlap with that face's box
   */
  public record Found(int scene, Box box, double score, int face, double overlap) {
    public boolean isFace() {
      return face >= 0;
    }
  }

  /**
   * A point of the curve.
   *
   * @param threshold the score from which on a window counts as a face
   * @param recall the share of the faces that are found
   * @param falseFaces boxes per picture that are no faces
   * @param precision the share of the boxes that are faces
   */
  public record Point(double threshold, double recall, double falseFaces, double precision) {}

  private FinderEvaluation(int pictures, int faces, List<Found> found) {
    this.pictures = pictures;
    this.faces = faces;
    this.found = found;
  }

  /**
   * Searches all pictures. The boxes are those of a search with a much lower threshold.
   *
   * @param smallestSide pixels per side of the smallest faces to look for
   */
  public static FinderEvaluation of(Finder finder, List<Scene> scenes, int smallestSide) {
    Finder lower = finder.withThreshold(finder.thresholdQ16() - DEPTH_Q16);
    List<Found> all =
        IntStream.range(0, scenes.size())
            .parallel()
            .mapToObj(i -> search(lower, scenes.get(i), i, smallestSide))
            .toList()
            .stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparingDouble((Found one) -> -one.score()))
            .toList();
    int faces = scenes.stream().mapToInt(scene -> scene.faces().size()).sum();
    return new FinderEvaluation(scenes.size(), faces, all);
  }

  private static List<Found> search(Finder finder, Scene scene, int number, int smallestSide) {
    Detections detections = new Detections();
    new FaceFinder(finder, scene.picture().format(), smallestSide)
        .find(scene.picture(), detections);
    boolean[] taken = new boolean[scene.faces().size()];
    List<Found> all = new ArrayList<>();
    for (int i = 0; i < detections.count(); i++) { // the highest score first
      Box box = Box.of(detections, i);
      int best = -1;
      for (int face = 0; face < taken.length; face++) {
        double overlap = box.overlap(scene.faces().get(face));
        if (!taken[face]
            && overlap >= FOUND_FROM
            && (best < 0 || overlap > box.overlap(scene.faces().get(best)))) {
          best = face;
        }
      }
      double overlap = best < 0 ? 0 : box.overlap(scene.faces().get(best));
      if (best >= 0) {
        taken[best] = true;
      }
      all.add(new Found(number, box, Q16.toDouble(detections.scoreQ16(i)), best, overlap));
    }
    return all;
  }

  public int pictures() {
    return pictures;
  }

  public int faces() {
    return faces;
  }

  /** All boxes, the highest score first, down to a score far below the threshold. */
  public List<Found> found() {
    return found;
  }

  /** The points of the curve, one per box, from the highest threshold down. */
  public List<Point> curve() {
    List<Point> points = new ArrayList<>();
    int right = 0;
    for (int i = 0; i < found.size(); i++) {
      right += found.get(i).isFace() ? 1 : 0;
      int wrong = i + 1 - right;
      points.add(
          new Point(
              found.get(i).score(),
              faces == 0 ? 0 : (double) right / faces,
              (double) wrong / pictures,
              (double) right / (i + 1)));
    }
    return points;
  }

  /** The point with the most recall that has at most so many false faces per picture. */
  public Point at(double falseFaces) {
    return last(point -> point.falseFaces() <= falseFaces);
  }

  /** The point of a threshold. */
  public Point atThreshold(double threshold) {
    return last(point -> point.threshold() >= threshold);
  }

  private Point last(Predicate<Point> condition) {
    return curve().stream()
        .filter(condition)
        .reduce((_, later) -> later)
        .orElse(new Point(Double.POSITIVE_INFINITY, 0, 0, 1));
  }

  /** The mean overlap of the boxes that have found a face, down to a threshold. */
  public double meanOverlap(double threshold) {
    return found.stream()
        .filter(one -> one.isFace() && one.score() >= threshold)
        .mapToDouble(Found::overlap)
        .average()
        .orElse(0);
  }

  /**
   * A face that is not found.
   *
   * @param scene the number of the picture
   * @param face the number of the face in the picture
   * @param score the highest score of a box that finds it below the threshold; minus infinity if
   *     there is none
   */
  public record Missed(int scene, int face, double score) {}

  /**
   * The faces that are not found at a threshold.
   *
   * @param scenes those that were searched
   */
  public List<Missed> missed(List<Scene> scenes, double threshold) {
    List<double[]> best = new ArrayList<>();
    for (Scene scene : scenes) {
      double[] scores = new double[scene.faces().size()];
      Arrays.fill(scores, Double.NEGATIVE_INFINITY);
      best.add(scores);
    }
    found.stream()
        .filter(Found::isFace)
        .forEach(one -> best.get(one.scene())[one.face()] = one.score());
    List<Missed> missed = new ArrayList<>();
    for (int scene = 0; scene < best.size(); scene++) {
      for (int face = 0; face < best.get(scene).length; face++) {
        if (best.get(scene)[face] < threshold) {
          missed.add(new Missed(scene, face, best.get(scene)[face]));
        }
      }
    }
    return missed;
  }

  /** The area under the curve of precision over recall (average precision). */
  public double averagePrecision() {
    double sum = 0;
    double before = 0;
    for (Point point : curve()) {
      sum += (point.recall() - before) * point.precision();
      before = point.recall();
    }
    return sum;
  }
}
