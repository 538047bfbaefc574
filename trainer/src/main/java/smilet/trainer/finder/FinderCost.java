package smilet.trainer.finder;

import java.util.Arrays;
import java.util.List;
import smilet.shared.finder.Detections;
import smilet.shared.finder.FaceFinder;
import smilet.shared.finder.Finder;
import smilet.shared.frame.PerFormat;

/**
 * What a whole search of a picture costs on this machine, with one thread.
 *
 * @param multiplyAdds mean per picture
 * @param milliseconds median per picture
 */
public record FinderCost(long multiplyAdds, double milliseconds) {
  /** Enough pictures for a median. */
  private static final int MOST_PICTURES = 100;

  /**
   * Searches some of the pictures twice and measures the second time.
   *
   * @param smallestSide pixels per side of the smallest faces to look for
   */
  public static FinderCost of(Finder finder, List<Scene> scenes, int smallestSide) {
    List<Scene> some = scenes.subList(0, Math.min(MOST_PICTURES, scenes.size()));
    PerFormat<FaceFinder> finders =
        new PerFormat<>(format -> new FaceFinder(finder, format, smallestSide));
    Detections found = new Detections();
    long multiplyAdds = 0;
    for (Scene scene : some) {
      FaceFinder search = finders.of(scene.picture().format());
      multiplyAdds += search.multiplyAdds();
      search.find(scene.picture(), found);
    }
    long[] nanos = new long[some.size()];
    for (int i = 0; i < nanos.length; i++) {
      Scene scene = some.get(i);
      long start = System.nanoTime();
      finders.of(scene.picture().format()).find(scene.picture(), found);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    double median = nanos[nanos.length / 2] * 1e-6;
    return new FinderCost(multiplyAdds / some.size(), median);
  }
}
