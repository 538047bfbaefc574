package smilet.shared.model;

/**
 * Activations of a picture of any size, laid out for a convolution that is not padded: every
 * channel is split into stride · stride planes, by row and by column modulo the stride, so that
 * what a tap reads at output positions 0, 1, 2, ... of a row lies side by side. From a row of a
 * plane to the next it is {@link #pitch}, so a tap is the same offset for all rows.
 */
final class StridedPlanes {
  final int[] values;
  private final int stride;
  private int width;
  private int height;
  private int pitch;
  private int planeLength;

  /**
   * @param stride of the convolution that reads the activations
   */
  StridedPlanes(int channels, int stride, int maxWidth, int maxHeight) {
    this.stride = stride;
    reshape(maxWidth, maxHeight);
    this.values = new int[channels * channelLength()];
  }

  /** Sets the size of the picture, no larger than at first; the values are undefined afterwards. */
  void reshape(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    pitch = Math.ceilDiv(newWidth, stride);
    planeLength = pitch * Math.ceilDiv(newHeight, stride);
  }

  int stride() {
    return stride;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** From an output position to the one below it. */
  int pitch() {
    return pitch;
  }

  /** From a place in one channel to the same place in the next. */
  int channelLength() {
    return stride * stride * planeLength;
  }

  /** Where a tap of the kernel reads the first channel at output position 0. */
  int tap(int row, int column) {
    int plane = row % stride * stride + column % stride;
    return plane * planeLength + row / stride * pitch + column / stride;
  }

  /** Sets the one channel of a network's input. */
  void fill(byte[] inputs, int offset, int rowLength) {
    for (int y = 0; y < height; y++) {
      int from = offset + y * rowLength;
      for (int phase = 0; phase < stride; phase++) {
        int to = tap(y, phase);
        for (int x = phase; x < width; x += stride) {
          values[to++] = inputs[from + x];
        }
      }
    }
  }

  /** Sets one row of a channel. */
  void row(int channel, int y, int[] from, int at) {
    for (int phase = 0; phase < stride; phase++) {
      int to = channel * channelLength() + tap(y, phase);
      for (int x = phase; x < width; x += stride) {
        values[to++] = from[at + x];
      }
    }
  }
}
