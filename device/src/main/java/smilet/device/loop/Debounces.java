package smilet.device.loop;

import smilet.device.scene.Scene;

/**
 * A {@link Debounce} for each part of a scene. A part keeps its own as long as it is in every
 * frame; a new part begins with nothing that another one left.
 */
final class Debounces {
  private final Debounce[] pool;
  private final long[] owners;
  private final boolean[] owned;

  /**
   * @param most the most parts of a frame
   * @param framesInARow how many verdicts must agree before a decision changes, 1 to 1000
   */
  Debounces(int most, int framesInARow) {
    pool = new Debounce[most];
    for (int i = 0; i < most; i++) {
      pool[i] = new Debounce(framesInARow);
    }
    owners = new long[most];
    owned = new boolean[most];
  }

  /** Takes back those of parts that are not in the scene any more. */
  void keepOnly(Scene scene) {
    for (int i = 0; i < pool.length; i++) {
      if (owned[i] && !isIn(scene, owners[i])) {
        free(i);
      }
    }
  }

  private static boolean isIn(Scene scene, long id) {
    for (int i = 0; i < scene.count(); i++) {
      if (scene.id(i) == id) {
        return true;
      }
    }
    return false;
  }

  /** The one of a part of the scene, after {@link #keepOnly}. */
  Debounce of(long id) {
    int free = -1;
    for (int i = 0; i < pool.length; i++) {
      if (owned[i] && owners[i] == id) {
        return pool[i];
      }
      free = owned[i] ? free : i;
    }
    owned[free] = true; // there are as many as a scene has parts, so one is free
    owners[free] = id;
    return pool[free];
  }

  void reset() {
    for (int i = 0; i < pool.length; i++) {
      free(i);
    }
  }

  private void free(int i) {
    owned[i] = false;
    pool[i].reset();
  }
}
