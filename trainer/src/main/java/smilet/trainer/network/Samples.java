package smilet.trainer.network;

import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

/**
 * Labelled inputs of a network, numbered from 0. Several threads read at once, each with its own
 * reader. The inputs depend on the sample and the iteration only, not on the reader or the time.
 */
public interface Samples {
  int count();

  /** The grid of the inputs. */
  Grid grid();

  /**
   * How the inputs were computed from frames; an input of {@link Normalisation#one()} stands for 1.
   */
  Normalisation normalisation();

  /** Whether a sample is a smile. */
  boolean smile(int sample);

  /**
   * The probability of a smile that a network is to learn for a sample, 0 to 1. Without teachers it
   * is the label.
   */
  default float target(int sample) {
    return smile(sample) ? 1 : 0;
  }

  /** The labels of all samples, true for a smile. */
  default boolean[] smiles() {
    boolean[] smiles = new boolean[count()];
    for (int i = 0; i < smiles.length; i++) {
      smiles[i] = smile(i);
    }
    return smiles;
  }

  /** Returns a new reader for one thread. */
  Reader reader();

  /** Reads inputs. A reader may have memory of its own and belongs to one thread. */
  interface Reader {
    /**
     * Writes the inputs of one sample.
     *
     * @param sample 0 to count - 1
     * @param iteration which pass over the samples this is, from 1; an augmented sample looks
     *     different in each. 0 asks for the sample without augmentation
     * @param inputs receives one int8 per cell of the grid
     * @param offset the index in {@code inputs} of the first one
     */
    void read(int sample, int iteration, byte[] inputs, int offset);
  }
}
