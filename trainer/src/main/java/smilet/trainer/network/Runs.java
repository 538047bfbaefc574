package smilet.trainer.network;

/**
 * Which terms each position of an output sums up. The terms of a position are a few runs, and the
 * terms of a run lie side by side, in the data as in the weights.
 *
 * @param channels output channels per position; the weights of consecutive terms are so far apart
 * @param length terms per run, {@link SampleBlock#LANES} floats apart in the data
 * @param firstRun for each position its first run, then one past the last run of all
 * @param dataStarts for each run where its terms begin in the data
 * @param weightStarts for each run where its weights begin
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Runs(int channels, int length, int[] firstRun, int[] dataStarts, int[] weightStarts) {
  int positions() {
    return firstRun.length - 1;
  }

  /** The first run of a position. */
  int begin(int position) {
    return firstRun[position];
  }

  /** One past the last run of a position. */
  int end(int position) {
    return firstRun[position + 1];
  }

  int dataAt(int run) {
    return dataStarts[run];
  }

  int weightAt(int run) {
    return weightStarts[run];
  }
}
