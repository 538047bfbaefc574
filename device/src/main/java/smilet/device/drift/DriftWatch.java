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
 * half of these are outside the familiar range in the same way. It says so no longer when fewer
 * than a quarter are. A model whose file has no familiar range is watched for a stuck sensor only.
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

  /** Of fewer cells, a live sensor may give the same picture again. */
  private static final int CELLS_TO_BE_STUCK = 64;

  private final boolean fine;
  private final int[] seen = new int[WINDOW]; // a bit per drift, in the order of ALL
  private final int[] counts = new int[ALL.length];
  private Grid grid = new Grid(1, 1);
  private Traits traits = new Traits(grid);
  private Optional<FamiliarRange> familiar = Optional.empty();
  private int count;
  private int next;
  private boolean sampled;
  private long sampledNanos;
  private long fingerprint;
  private Drift current;

  /**
   * @param fine whether the sensor's pixels have so many bits that no two pictures of a live one
   *     are equal; only then it can be told that it is stuck
   */
  public DriftWatch(boolean fine) {
    this.fine = fine;
  }

  /**
   * Begins anew with another model.
   *
   * @param newGrid of the model's pictures
   * @param range what the model has met, if its file says so
   */
  public void use(Grid newGrid, Optional<FamiliarRange> range) {
    grid = newGrid;
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
    for (int i = 0; i < ALL.length; i++) {
      bits |= isSeen(ALL[i], unsure) ? 1 << i : 0;
    }
    fingerprint = traits.fingerprint();
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

  private boolean isSeen(Drift drift, boolean unsure) {
    if (drift == Drift.STUCK) {
      return fine
          && grid.cellCount() >= CELLS_TO_BE_STUCK
          && (traits.isUniform() || traits.fingerprint() == fingerprint);
    }
    return familiar.isPresent() && isOutside(drift, familiar.get(), unsure);
  }

  private boolean isOutside(Drift drift, FamiliarRange range, boolean unsure) {
    return switch (drift) {
      case STUCK -> false;
      case HALF_COVERED -> isBelow(range, Trait.HALVES);
      case DARKER -> isBelow(range, Trait.BRIGHTNESS);
      case BRIGHTER -> isAbove(range, Trait.BRIGHTNESS);
      case BLURRED -> isBelow(range, Trait.SHARPNESS);
      case TURNED -> isBelow(range, Trait.BANDS);
      case NOISY -> isAbove(range, Trait.SHARPNESS);
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
