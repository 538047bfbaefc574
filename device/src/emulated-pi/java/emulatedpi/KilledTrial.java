package emulatedpi;

import emulatedpi.EmulatedPi.TroubleException;

/**
 * Tests a model's trial on the Pi: a store has a model that has proven itself and a new one, and
 * the device program is killed while it tries the new one. The next start runs the model before.
 */
final class KilledTrial {
  /** More frames than a trial takes. */
  private static final int PROVING_FRAMES = 40;

  private final EmulatedPi pi;
  private final String run;
  private final String store;

  /**
   * @param pi with its sensor connected and no device program running
   * @param run the command that runs the device program with the store
   */
  KilledTrial(EmulatedPi pi, String run, String store) {
    this.pi = pi;
    this.run = run;
    this.store = store;
  }

  /** Installs the new model from a file of the Pi and kills its trial. */
  void run(String newModel) throws TroubleException, InterruptedException {
    pi.must(run + " --fps 10 --frames " + PROVING_FRAMES + " >/tmp/proven.log 2>/tmp/proven.err");
    String status = pi.must("smilet-device status --json --store " + store);
    requireThat(status.contains("\"trying\":null"), "still on trial: " + status);
    String proven = hashIn(status, "current");
    requireThat(
        pi.must("tail -n 2 /tmp/proven.log").contains(inReading(proven)), "did not run: " + proven);

    String tried =
        hashIn(pi.must("smilet-device install - --store " + store + " <" + newModel), "hash");

    pi.must("mkfifo /tmp/trial");
    pi.must(run + " --fps 1 >/tmp/trial 2>/tmp/trial.err & loop=$!; exec 8</tmp/trial");
    String first = pi.must("grep -m 1 percent <&8");
    pi.must("kill -9 $loop; wait $loop; [ $? = 137 ] && exec 8<&-");
    requireThat(first.contains(inReading(tried)), "the new model did not run: " + first);

    String second = pi.must(run + " --fps 10 --frames 1 2>/tmp/back.err");
    requireThat(second.contains(inReading(proven)), "the model before does not run: " + second);
    String said = pi.must("cat /tmp/back.err");
    requireThat(
        said.contains("tried model " + tried) && said.contains("going back to model " + proven),
        "the program did not say that it goes back: " + said);
  }

  private static String hashIn(String json, String name) {
    String mark = "\"" + name + "\":\"";
    int start = json.indexOf(mark) + mark.length();
    return json.substring(start, json.indexOf('"', start));
  }

  /** A reading names the model by the first digits of its hash. */
  private static String inReading(String hash) {
    return "\"model\":\"" + hash.substring(0, 8);
  }

  private static void requireThat(boolean holds, String otherwise) throws TroubleException {
    if (!holds) {
      throw new TroubleException(otherwise);
    }
  }
}
