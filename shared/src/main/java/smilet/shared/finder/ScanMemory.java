package smilet.shared.finder;

import java.util.List;
import smilet.shared.model.WindowScores;

/** The memory that all scans of one thread share, large enough for each of them. */
final class ScanMemory {
  final char[] cells;
  final byte[] inputs;
  final int[] scoresQ16;
  final LocalContrast contrast;
  final WindowScores scores;

  ScanMemory(Finder finder, List<LevelScan> scans) {
    int maxCells = 1;
    int maxColumns = 1;
    int tileWidth = finder.side();
    int tileHeight = finder.side();
    for (LevelScan scan : scans) {
      maxCells = Math.max(maxCells, scan.columns * scan.rows);
      maxColumns = Math.max(maxColumns, scan.columns);
      tileWidth = Math.max(tileWidth, scan.tileWidth());
      tileHeight = Math.max(tileHeight, scan.tileHeight());
    }
    cells = new char[maxCells];
    inputs = new byte[maxCells];
    contrast = new LocalContrast(maxColumns);
    scores = new WindowScores(finder.window(), tileWidth, tileHeight);
    scoresQ16 = new int[scores.across(tileWidth) * scores.down(tileHeight)];
  }
}
