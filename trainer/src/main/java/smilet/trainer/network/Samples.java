package smilet.trainer.network;

import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

/**
 * Labelled inputs, by number. Several threads ask at once, each through a reader of its own. What a
 * reader answers depends on the sample and the iteration alone, never on who asks or when.
 */
public interface Samples {
  int count();

  /** The grid of the inputs. */
  Grid grid();

  /** How the inputs were made; an input of {@link Normalisation#one()} stands for 1. */
  Normalisation normalisation();

  /** Whether a sample is a smile. */
  boolean smile(int sample);

  /** A reader for one thread. */
  Reader reader();

  /** Reads inputs. It may own scratch memory and belongs to one thread. */
  interface Reader {
    /**
     * Writes the inputs of one sample.
     *
     * @param sample 0 to count - 1
     * @param iteration which pass over the samples this is, from 1: an augmented sample looks
     *     different in each; 0 asks for the sample as it is
     * @param inputs one int8 a cell of the grid is written here
     * @param offset where in {@code inputs}
     */
    void read(int sample, int iteration, byte[] inputs, int offset);
  }
}
