package smilet.device.systemd;

/** The service on this machine that looks for smiles. */
public interface Service {
  /**
   * Stops the service if it runs, so that its hardware is free. It starts again when the program
   * ends, however that happens, unless {@link #restart} comes first.
   */
  void pause();

  /**
   * Starts the service anew, with its present configuration.
   *
   * @return whether it runs
   */
  boolean restart();

  /**
   * Permits a user to install models in the service's store.
   *
   * @return whether the user may
   */
  boolean permitFlashing(String user);
}
