package smilet.shared.model;

/**
 * Where a layer's activations lie so that each tap of its kernel reads them in steps of one: what a
 * tap reads at output positions 0, 1, 2, ... lies side by side.
 *
 * <p>Every channel is split into stride · stride planes, by row and by column modulo the stride. In
 * a plane the zero padding to the right of a row is also the padding to the left of the next one,
 * and the padding below one view of the frame is also the padding above the next. So the output
 * positions of all rows and all views are one run, in which a tap is an offset. The few positions
 * between two rows and between two views have no meaning; what is computed there goes to {@link
 * #spare}.
 */
final class Planes {
  private final Shape shape;
  private final int padding;
  private final int stride;
  private final int pitch;
  private final int viewLength;
  private final int planeLength;
  private final int channelLength;

  /**
   * @param layer what reads the activations
   * @param views how many inputs the layer computes together
   */
  Planes(Convolution layer, int views) {
    this(layer.input(), layer.kernel(), layer.stride(), layer.padding(), views);
  }

  Planes(Shape shape, int kernel, int stride, int padding, int views) {
    this.shape = shape;
    this.padding = padding;
    this.stride = stride;
    // Padded column pitch · stride and those after it are padding, and at most kernel / 2 of them
    // are read, which is as many as the next row begins with. The same holds for rows.
    this.pitch = Math.ceilDiv(shape.width() + padding, stride);
    this.viewLength = Math.ceilDiv(shape.height() + padding, stride) * pitch;
    int reach = (kernel - 1) / stride;
    this.planeLength = views * viewLength + reach * pitch + reach;
    this.channelLength = stride * stride * planeLength + 1;
  }

  /** The places of all channels. */
  long length() {
    return (long) shape.channels() * channelLength;
  }

  /** All channels, zero. */
  int[] allocate() {
    return new int[Math.toIntExact(length())];
  }

  /** From a place in one channel to the same place in the next. */
  int channelLength() {
    return channelLength;
  }

  /** Where the first channel of an activation lies. */
  int index(int view, int y, int x) {
    return view * viewLength + padded(y + padding, x + padding);
  }

  /** A place in the first channel that nothing reads. */
  int spare() {
    return channelLength - 1;
  }

  /** Where a tap of the kernel reads the first channel at output position 0. */
  int tap(int row, int column) {
    return padded(row, column);
  }

  private int padded(int row, int column) {
    int plane = row % stride * stride + column % stride;
    return plane * planeLength + row / stride * pitch + column / stride;
  }

  /** The number of output positions of a layer that reads these planes. */
  int positions(Shape output, int views) {
    return position(views - 1, output.height() - 1, output.width() - 1) + 1;
  }

  /** The output position of a view's row and column. */
  int position(int view, int y, int x) {
    return view * viewLength + y * pitch + x;
  }
}
