package smilet.shared.finder;

import java.util.ArrayList;
import java.util.List;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Resampler;

/**
 * A search near where a face was: a square of twice the face's side around its middle, for faces of
 * that size, of the size before and of the next one.
 */
final class Neighbourhood {
  /** round(2^16 · 2^(i/4)) for i = -1, 0, 1. */
  private static final int[] SIZES_Q16 = {55109, 65536, 77936};

  private final int side;
  private final int maxRegion;
  private final LevelScan scan;
  private final Candidates candidates = new Candidates();
  private final Suppression suppression = new Suppression();

  Neighbourhood(Finder finder, FrameFormat format) {
    this.side = finder.side();
    this.scan = new LevelScan(finder, format, 2 * side, 2 * side);
    int region = Resampler.MAX_SIDE;
    while ((long) region * region * format.fullScale() >= 1 << 30) {
      region--;
    }
    this.maxRegion = region;
  }

  /** All scans that share the memory. */
  List<LevelScan> with(List<LevelScan> levels) {
    List<LevelScan> all = new ArrayList<>(levels);
    all.add(scan);
    return all;
  }

  long multiplyAdds(ScanMemory memory) {
    return scan.tileMultiplyAdds(memory) * scan.tiles() * SIZES_Q16.length;
  }

  /**
   * Searches around a box.
   *
   * @param faces receives what is found, the highest score first, perhaps in part outside the frame
   */
  void find(
      Frame frame,
      int x,
      int y,
      int faceSide,
      int thresholdQ16,
      ScanMemory memory,
      Detections faces) {
    candidates.clear();
    for (int sizeQ16 : SIZES_Q16) {
      int region = (int) ((2L * faceSide * sizeQ16 + (1 << 15)) >> 16);
      region = Math.clamp(region, side, maxRegion);
      int left = x + (faceSide - region) / 2;
      int top = y + (faceSide - region) / 2;
      scan.prepare(frame, left, top, region, region, memory);
      for (int tile = 0; tile < scan.tiles(); tile++) {
        scan.scan(tile, memory, thresholdQ16, candidates);
      }
    }
    faces.clear();
    suppression.merge(candidates, thresholdQ16, faces);
  }
}
