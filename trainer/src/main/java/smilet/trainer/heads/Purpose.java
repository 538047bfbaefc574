package smilet.trainer.heads;

/** What rendered faces are for: it decides some of the distributions in {@link Casting}. */
public enum Purpose {
  /** To learn smiles from: what a face looks like matters less than what its mouth does. */
  SMILES,

  /**
   * To learn from where faces are. What a face finder reads of them has nearly the mean and the
   * covariance of what it reads of photographs.
   */
  FINDING
}
