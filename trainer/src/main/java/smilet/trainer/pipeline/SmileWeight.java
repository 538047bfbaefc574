package smilet.trainer.pipeline;

/** How much a smile counts in the loss compared with another face. */
public sealed interface SmileWeight {
  /**
   * The weight for a data set.
   *
   * @param faces how many faces it has
   * @param smiles how many of them are smiles, 1 or more
   */
  double weight(int faces, int smiles);

  /**
   * The same weight for every data set.
   *
   * @param weight above 0
   */
  record Fixed(double weight) implements SmileWeight {
    @Override
    public double weight(int faces, int smiles) {
      return weight;
    }
  }

  /** All smiles together count as much as all other faces together. */
  record Balanced() implements SmileWeight {
    @Override
    public double weight(int faces, int smiles) {
      return (double) (faces - smiles) / smiles;
    }
  }
}
