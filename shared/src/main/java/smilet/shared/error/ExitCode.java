package smilet.shared.error;

/** The exit codes of both programs. */
public final class ExitCode {
  /** The command did what it was asked to do. */
  public static final int OK = 0;

  /**
   * The command ran, but not everything is as it should be: a device did not take the model, a part
   * of the self-test is faulty, the loop does not run the installed model, or a run had no reading.
   */
  public static final int NOT_ALL_OK = 1;

  /** The user can fix it: a wrong option, a file that cannot be read. Nothing was done. */
  public static final int USER_ERROR = 2;

  /** The program has a mistake. */
  public static final int MISTAKE = 70;

  private ExitCode() {}
}
