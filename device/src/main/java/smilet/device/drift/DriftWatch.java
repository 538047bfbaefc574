package smilet.device.drift;

import java.util.Arrays;
import java.util.Optional;
import smilet.shared.drift.FamiliarRange;
import smilet.shared.drift.Trait;
import smilet.shared.drift.Traits;
import smilet.shared.frame.Grid;

/**
 * Compares what a model meets with what it has met in its training. It takes one reading per
 * second, keeps the last {@value #WINDOW} of them, and says that something has drifted if more than
 * half of these are outside the familiar range in the same way. The drift ends when fewer than a
 * quarter are outside. A model whose file has no familiar range is not watched.
 *
 * <p>Belongs to the loop's thread, and allocates nothing per reading.
 */
public final class DriftWatch {
  /** Readings that are compared: ten minutes. */
  static final int WINDOW = 600;

  /** Fewer readings, of five minutes, say nothing. */
  static final int FEWEST = 300;

  private static final long PERIOD_NANOS = 1_000_000_000L;
  private static final Drift[] ALL = Drift.values();

  private final int[] seen = new int[WINDOW]; // a bit per drift, in the order of ALL
  private final int[] counts = new int[ALL.length];
  private Traits traits = new Traits(new Grid(1, 1));
  private Optional<FamiliarRange> familiar = Optional.empty();
  private int count;
  private int next;
  private boolean sampled;
  private long sampledNanos;
  private Drift current;

  /**
   * Begins anew with another model.
   *
   * @param grid of the model's pictures
   * @param range what the model has met, if its file says so
   */
  public void use(Grid grid, Optional<FamiliarRange> range) {
    traits = new Traits(grid);
    familiar = range;
    Arrays.fill(counts, 0);
    count = 0;
    next = 0;
  }

  /** Whether the next reading is to be measured with {@link #traits()} and added. */
  public boolean isDue(long nowNanos) {
    return !sampled || nowNanos - sampledNanos >= PERIOD_NANOS;
  }

  /** What the picture of the reading is to be measured with. */
  public Traits traits() {
    return traits;
  }

  /**
   * Adds a reading, whose picture was measured.
   *
   * @param unsure whether the verdict on it was unsure
   * @return whether {@link #current()} has changed
   */
  public boolean add(boolean unsure, long nowNanos) {
    sampled = true;
    sampledNanos = nowNanos;
    int bits = 0;
    for (int i = 0; familiar.isPresent() && i < ALL.length; i++) {
      bits |= isOutside(ALL[i], familiar.get(), unsure) ? 1 << i : 0;
    }
    if (count == WINDOW) {
      change(seen[next], -1);
    } else {
      count++;
    }
    seen[next] = bits;
    change(bits, 1);
    next = (next + 1) % WINDOW;
    Drift before = current;
    current = judge();
    return current != before;
  }

  private void change(int bits, int by) {
    for (int i = 0; i < ALL.length; i++) {
      counts[i] += (bits >> i & 1) * by;
    }
  }

  private boolean isOutside(Drift drift, FamiliarRange range, boolean unsure) {
    return switch (drift) {
      case HALF_COVERED -> isBelow(range, Trait.HALVES);
      case DARKER -> isBelow(range, Trait.BRIGHTNESS);
      case BRIGHTER -> isAbove(range, Trait.BRIGHTNESS);
      case BLURRED -> isBelow(range, Trait.SHARPNESS);
      case TURNED -> isBelow(range, Trait.BANDS);
      case NOISY -> isNoisy(range);
      case FLAT -> isBelow(range, Trait.CONTRAST);
      case UNSURE -> unsure;
    };
  }

  private boolean isBelow(FamiliarRange range, Trait trait) {
    return range.isBelow(trait, traits.get(trait));
  }

  private boolean isAbove(FamiliarRange range, Trait trait) {
    return range.isAbove(trait, traits.get(trait));
  }

  /**
   * A camera with more pixels than those of the training gives a sharper picture; noise is sharper
   * by far.
   */
  private boolean isNoisy(FamiliarRange range) {
    int high = range.ranges().get(Trait.SHARPNESS).high();
    return traits.get(Trait.SHARPNESS) > high + (Traits.MOST - high) / 4;
  }

  private Drift judge() {
    for (int i = 0; count >= FEWEST && i < ALL.length; i++) {
      int usual = usualPercent(ALL[i]);
      int more = (100 - usual) / (ALL[i] == current ? 4 : 2);
      if (100 * counts[i] > (usual + more) * count) {
        return ALL[i];
      }
    }
    return null;
  }

  /** How often it is seen although nothing has drifted. */
  private int usualPercent(Drift drift) {
    return drift == Drift.UNSURE && familiar.isPresent() ? familiar.get().unsurePercent() : 0;
  }

  /** What has drifted; null if nothing has. */
  public Drift current() {
    return current;
  }
}
