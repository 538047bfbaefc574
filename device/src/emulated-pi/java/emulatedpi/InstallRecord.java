package emulatedpi;

import java.util.List;
import java.util.Locale;

/**
 * How far the installs of a Pi were when its power was cut, as its console had printed, and what
 * the next boot found. The console prints the name of an operation just before it is done. An
 * operation may have been done although its name was not printed any more.
 */
final class InstallRecord {
  static final String WHOLE = "@whole ";
  static final String BEGUN = "@begun ";
  static final String INSTALLED = "@installed ";
  private static final String OPERATION = "@disk ";

  /** The same four operations twice: the state names a model only after the model is durable. */
  private static final List<String> OPERATIONS =
      List.of(
          "before its first operation on the disk",
          "writing the model",
          "syncing the model",
          "renaming the model",
          "syncing the models' folder",
          "writing the state",
          "syncing the state",
          "renaming the state",
          "syncing the store's folder",
          "deleting the model before the last",
          "deleting the files of a writer that died");

  private int begun;
  private int acknowledged;
  private int operations;
  private int found = -1;

  void hear(String line) {
    if (line.contains(BEGUN)) {
      begun = number(line, BEGUN);
      operations = 0;
    } else if (line.contains(INSTALLED)) {
      acknowledged = number(line, INSTALLED);
    } else if (line.contains(OPERATION)) {
      operations++;
    }
  }

  /** Notes the model that the next boot found. Fails unless it is one of the two possible ones. */
  void findAgain(int number) {
    found = number;
    // The next install may have begun after the last line that was read.
    if (number < acknowledged || number > begun + 1) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "install %d was acknowledged and %d begun, the store has %d",
              acknowledged,
              begun,
              number));
    }
  }

  boolean isAfterEnd() {
    return acknowledged == begun;
  }

  boolean isBeforeFirstOperation() {
    return !isAfterEnd() && operations == 0;
  }

  boolean isWithinOperations() {
    return operations > 0 && !isAfterEnd();
  }

  static int number(String line, String mark) {
    return Integer.parseInt(line.substring(line.indexOf(mark) + mark.length()).strip());
  }

  @Override
  public String toString() {
    String moment =
        isAfterEnd()
            ? "after its end"
            : OPERATIONS.get(Math.min(operations, OPERATIONS.size() - 1));
    return String.format(Locale.ROOT, "install %d, %s; found: install %d", begun, moment, found);
  }
}
