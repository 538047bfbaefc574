package smilet.trainer.folds;

import java.time.Duration;

/**
 * A kind of cluster that can run fold trainings. A module that is there provides it as a service;
 * Smilet as it is distributed has none.
 */
public interface Cluster {
  /** Whether this kind has addresses like the given one, "spark://host:7077". */
  boolean hasAddress(String address);

  /**
   * Connects to a cluster.
   *
   * @param source where the workers read the faces
   * @param facesHash what {@link TrainingFaces#contentHash} gives here; a worker that has other
   *     faces is refused
   * @param patience how long the cluster may have no worker before a run fails
   * @throws smilet.shared.error.UserError if it cannot be reached
   */
  FoldRunner connect(String address, FaceSource source, String facesHash, Duration patience);
}
