package smilet.trainer.flash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is made of what a device says, with whatever its login shell prints around it. */
class RemoteEndTest {
  private static final String HASH = "ab12";
  private static final String YES = "{\"installed\":true,\"hash\":\"ab12\",\"loop\":\"no-loop\"}";
  private static final String NO = "{\"installed\":false,\"reason\":\"not signed\"}";

  /** What shells, terminals and people put around an answer. */
  private static final List<String> NOISE =
      List.of(
          "",
          "Welcome to the Pi\n",
          "loading nvm ... ",
          "\u001b]0;pi@host\u0007",
          "\u001b(B\u001b[m",
          "{bye}",
          "{",
          "}\n",
          "{\"a\":1}",
          "\"{\\\"installed\\\":",
          "{\"installed\":",
          "{\"installed\":true}",
          "{\"installed\":\"yes\"}",
          "{\"installed\":false}",
          "{\"installed\":true,\"hash\":7}",
          "x".repeat(80_000),
          "{\"installed\":".repeat(50));

  @Test
  void theAnswerIsFoundWhereverItStands() {
    for (String before : NOISE) {
      for (String after : NOISE) {
        assertThat(RemoteAnswer.find(before + YES + after, HASH))
            .as("%s ... %s", before, after)
            .hasValueSatisfying(answer -> assertThat(answer.hash()).contains(HASH));
        assertThat(RemoteAnswer.find(before + NO + after, HASH))
            .hasValueSatisfying(answer -> assertThat(answer.reason()).isEqualTo("not signed"));
      }
    }
  }

  @Test
  void noiseIsNoAnswer() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      StringBuilder noise = new StringBuilder();
      for (int i = random.nextInt(6); i > 0; i--) {
        noise.append(NOISE.get(random.nextInt(NOISE.size())));
      }
      assertThat(RemoteAnswer.find(noise.toString(), HASH)).isEmpty();
    }
  }

  @Test
  void anAnswerThatIsCutShortIsNone() {
    for (int length = 0; length < YES.length(); length++) {
      assertThat(RemoteAnswer.find(YES.substring(0, length), HASH)).isEmpty();
    }
  }

  @Test
  void theEndWithoutAnAnswerIsExplained() {
    Map<SshAttempt, String> ends = new LinkedHashMap<>();
    ends.put(end(255, "", ""), "the command was killed on the device, perhaps for lack of memory");
    ends.put(end(255, "", "ssh: no route"), "connection failed: ssh: no route");
    ends.put(end(137, "", ""), "killed on the device, perhaps for lack of memory");
    ends.put(end(137, "hello", "Killed"), "lack of memory: Killed");
    ends.put(end(134, "", ""), "by signal 6");
    ends.put(end(139, "", ""), "by signal 11");
    ends.put(end(143, "", ""), "by signal 15");
    ends.put(end(126, "", "sh: Permission denied"), "cannot run smilet-device install -");
    ends.put(end(127, "Welcome", "not found"), "no such command on the device: smilet-device");
    ends.put(end(1, "", "smilet-device: Command not found."), "no such command on the device: ");
    ends.put(end(1, "", "fish: Unknown command: smilet-device"), "no such command on the device: ");
    ends.put(end(1, "This account is currently not available.", ""), "account is currently not");
    ends.put(
        end(142, "Please login as the user \"pi\".\n\n", ""), "exit code 142, but said: Please");
    ends.put(
        end(
            1,
            "Error occurred during initialization of VM\nServer VM is only supported on ARMv7+ VFP",
            "stty: not a tty"),
        "Java does not start on the device: Server VM is only supported on ARMv7+ VFP");
    ends.put(
        end(1, "", "Error occurred during initialization of VM\nCould not reserve enough space"),
        "Java does not start on the device: Could not reserve enough space");
    ends.put(
        end(134, "# There is insufficient memory for the Java Runtime Environment.", ""),
        "Java does not start on the device: # There is insufficient memory");
    ends.put(end(0, "", ""), "the device gave no answer, exit code 0");
    ends.forEach(
        (attempt, part) ->
            assertThat(SilentEnd.explained(attempt, settings(), 1)).as(part).contains(part));
  }

  @Test
  void anOldAnswerIsNotBelievedIfTheCommandFailed() throws Exception {
    for (int exitCode : new int[] {2, 126, 127, 134, 137}) {
      Delivery delivery =
          new SshDelivery(script("echo '" + YES + "'; exit " + exitCode), true)
              .deliver(new byte[1], HASH, new Target.SshHost("pi@one"));
      assertThat(delivery.taken()).as(delivery.report()).isFalse();
    }
  }

  @Test
  void nothingThatADeviceSaysCanControlTheTerminal() throws Exception {
    String hostile = "a\u001b[2Jb\u202ec\u200bd\u009be\u2066f\rg\bh";
    for (String command :
        List.of(
            "printf '%s' '" + hostile + "'; exit 1",
            "printf '%s' '" + hostile + "' >&2; exit 1",
            "printf '%s' '{\"installed\":false,\"reason\":\"x"
                + hostile.replace("\u001b", "\\u001b").replace("\r", "").replace("\b", "")
                + "\"}'")) {
      String report =
          new SshDelivery(script(command), true)
              .deliver(new byte[1], HASH, new Target.SshHost("pi@one"))
              .report();
      assertThat(report).contains("g").doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\x{80}-\\x{9f}]");
    }
  }

  private static SshAttempt end(int exitCode, String output, String errors) {
    return new SshAttempt(exitCode, output, errors);
  }

  private static SshSettings settings() {
    return script("true");
  }

  /** A shell instead of ssh; what would be ssh's arguments are its own, unused. */
  private static SshSettings script(String command) {
    return new SshSettings(
        List.of("/bin/sh", "-c", "cat > /dev/null; " + command),
        SshSettings.REMOTE_COMMAND,
        0,
        Duration.ofMillis(1),
        Duration.ofSeconds(60));
  }
}
