package smilet.shared.model;

/** The layers one after the other in plain loops, which every JVM runs. */
final class PlainInference implements Inference {
  private final byte[] input;
  private final PlainConvolution[] convolutions;
  private final byte[][] activations;
  private final Dense dense;

  PlainInference(Model model) {
    int count = model.layers().size() - 1;
    this.input = new byte[model.grid().cellCount()];
    this.dense = model.dense();
    this.convolutions = new PlainConvolution[count];
    this.activations = new byte[count][];
    for (int i = 0; i < count; i++) {
      convolutions[i] = new PlainConvolution((Convolution) model.layers().get(i));
      activations[i] = new byte[model.layers().get(i).output().size()];
    }
  }

  @Override
  public int logitQ16(byte[] inputs, int offset) {
    if (convolutions.length == 0) {
      return dense.logitQ16(dense.accumulate(inputs, offset));
    }
    System.arraycopy(inputs, offset, input, 0, input.length);
    byte[] current = input;
    for (int i = 0; i < convolutions.length; i++) {
      convolutions[i].apply(current, activations[i]);
      current = activations[i];
    }
    return dense.logitQ16(dense.accumulate(current, 0));
  }
}
