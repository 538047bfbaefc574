package smilet.trainer.network;

import java.io.Serializable;
import smilet.shared.model.Convolution;

/**
 * One convolution of an architecture.
 *
 * @param channels outputs per position, 1 to 256
 * @param kernel side of the square kernel, odd, 1 to 11
 * @param stride distance between neighbouring outputs, 1 to 4
 * @param padded whether the input is padded by kernel / 2 zeros on every side, or not at all
 */
public record ConvolutionSpec(int channels, int kernel, int stride, boolean padded)
    implements Serializable {
  public ConvolutionSpec {
    if (channels < 1 || channels > 256) {
      throw new IllegalArgumentException("channels must be 1 to 256, was " + channels);
    }
    if (kernel < 1 || kernel > Convolution.MAX_KERNEL || kernel % 2 == 0) {
      throw new IllegalArgumentException(
          "kernel must be odd, 1 to " + Convolution.MAX_KERNEL + ", was " + kernel);
    }
    if (stride < 1 || stride > 4) {
      throw new IllegalArgumentException("stride must be 1 to 4, was " + stride);
    }
  }

  /** Zeros on every side of the input. */
  public int padding() {
    return padded ? kernel / 2 : 0;
  }
}
