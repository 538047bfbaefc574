package smilet.shared.finder;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Resampler;

/**
 * A search for faces of one size: a region of a frame, resampled so that such a face is as large as
 * the finder's window, and its windows' scores. Large regions are computed in tiles, which bounds
 * the memory and the work that is done at once.
 */
final class LevelScan {
  /** The most cells of a tile: enough that what tiles compute twice costs little. */
  static final int TILE_CELLS = 24 * 1024;

  final int columns;
  final int rows;
  private final int side;
  private final int stride;
  private final Resampler resampler;
  private final int across;
  private final int down;
  private final int tilesAcross;
  private final int tilesDown;

  /** Where the region that was resampled last lies in the frame. */
  private int left;

  private int top;
  private int width;
  private int height;

  /**
   * @param columns cells of the resampled region, at least the finder's side
   * @param rows cells of the resampled region, at least the finder's side
   */
  LevelScan(Finder finder, FrameFormat format, int columns, int rows) {
    this.side = finder.side();
    this.stride = finder.stride();
    this.columns = columns;
    this.rows = rows;
    this.resampler = new Resampler(format, columns, rows);
    this.across = (columns - side) / stride + 1;
    this.down = (rows - side) / stride + 1;
    int tilesInRow = 1;
    int tilesInColumn = 1;
    while (tileSide(across, tilesInRow) * tileSide(down, tilesInColumn) > TILE_CELLS) {
      if (tileSide(across, tilesInRow) >= tileSide(down, tilesInColumn)) {
        tilesInRow++;
      } else {
        tilesInColumn++;
      }
    }
    this.tilesAcross = tilesInRow;
    this.tilesDown = tilesInColumn;
  }

  /** Cells per side of the largest of the tiles that share so many windows. */
  private int tileSide(int windows, int tiles) {
    return (Math.ceilDiv(windows, tiles) - 1) * stride + side;
  }

  int tiles() {
    return tilesAcross * tilesDown;
  }

  int tileWidth() {
    return tileSide(across, tilesAcross);
  }

  int tileHeight() {
    return tileSide(down, tilesDown);
  }

  /** The most multiply-adds of a tile. */
  long tileMultiplyAdds(ScanMemory memory) {
    return memory.scores.multiplyAdds(tileWidth(), tileHeight());
  }

  /** Resamples a region of a frame; what it has outside the frame looks like the nearest pixel. */
  void prepare(Frame frame, int left, int top, int width, int height, ScanMemory memory) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    resampler.resample(frame.pixels(), left, top, width, height, memory.cells);
    memory.contrast.apply(memory.cells, columns, rows, memory.inputs);
  }

  /** Scans one tile of the region that was prepared last with this memory. */
  void scan(int tile, ScanMemory memory, int thresholdQ16, Candidates found) {
    int perTileAcross = Math.ceilDiv(across, tilesAcross);
    int perTileDown = Math.ceilDiv(down, tilesDown);
    int firstX = tile % tilesAcross * perTileAcross;
    int firstY = tile / tilesAcross * perTileDown;
    int countX = Math.min(perTileAcross, across - firstX);
    int countY = Math.min(perTileDown, down - firstY);
    if (countX <= 0 || countY <= 0) {
      return;
    }
    memory.scores.compute(
        memory.inputs,
        firstY * stride * columns + firstX * stride,
        columns,
        (countX - 1) * stride + side,
        (countY - 1) * stride + side,
        memory.scoresQ16);
    for (int i = 0; i < countX * countY; i++) {
      if (memory.scoresQ16[i] >= thresholdQ16) {
        add(firstX + i % countX, firstY + i / countX, memory.scoresQ16[i], found);
      }
    }
  }

  private void add(int windowX, int windowY, int scoreQ16, Candidates found) {
    int x = left + scaled(windowX * stride, width, columns);
    int y = top + scaled(windowY * stride, height, rows);
    found.add(x, y, scaled(side, width, columns), scoreQ16);
  }

  /** Cells as pixels, rounded. */
  private static int scaled(int cells, int pixels, int perCells) {
    return (2 * cells * pixels + perCells) / (2 * perCells);
  }
}
