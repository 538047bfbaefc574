package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.supply.BrightnessModel;
import smilet.device.systemd.DatagramReceiver;

/**
 * The whole program in a process of its own, observed from outside: its outputs and its messages to
 * systemd. The time until the outputs are dark is printed, not asserted: this machine may be busy.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class ChildProcessTest {
  /** The exit code after SIGTERM, 128 + 15. */
  private static final int TERMINATED = 143;

  /** If there is no ping for this time, at ten per second, the loop hangs. */
  private static final long SILENCE_NANOS = 2_000_000_000L;

  @TempDir Path folder;

  private VisibleBoard board;
  private DatagramReceiver systemd;
  private final List<String> messages = new ArrayList<>();
  private Process process;

  @BeforeEach
  void makeBoard() throws Throwable {
    board = VisibleBoard.make(folder.resolve("board"));
    systemd = new DatagramReceiver(folder.resolve("notify").toString());
    Files.write(folder.resolve("model.smilet"), BrightnessModel.file(0).encode());
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
    systemd.close();
  }

  @Test
  void ifTheSensorHangsThePingsStopAndSigtermStillDarkensTheOutputs() throws Throwable {
    start(Redirect.DISCARD, "--sensor", "mcp3008");
    awaitLit();
    board.hangSensor();
    awaitSilence();
    assertThat(messages).startsWith("READY=1", "WATCHDOG=1").doesNotContain("STOPPING=1");
    assertThat(board.isLit()).as("nothing has ended it yet").isTrue();
    terminate("its sensor hangs");
  }

  @Test
  void ifNobodyReadsTheOutputTheLoopGoesOnAndSigtermDarkensTheOutputs() throws Throwable {
    start(Redirect.PIPE, "--sensor", "mcp3008", "--json", "--fps", "1000");
    awaitLit();
    // A pipe holds 64 KiB, the program as much: at 1000 frames per second that is one second.
    long startNanos = System.nanoTime();
    while (System.nanoTime() - startNanos < 2 * SILENCE_NANOS) {
      receive();
      Thread.sleep(1);
    }
    messages.clear();
    while (!messages.contains("WATCHDOG=1")) {
      receive();
    }
    assertThat(board.isLit()).isTrue();
    terminate("nobody reads its output");
    List<String> lines = process.inputReader().lines().toList();
    assertThat(lines).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  @Test
  void theOutputsOfAHealthyLoopAreDarkAfterSigterm() throws Throwable {
    start(Redirect.DISCARD, "--sensor", "mcp3008");
    awaitLit();
    terminate("the loop is healthy");
  }

  @Test
  void ifTheCameraHangsTheOutputsGoDarkTheLoopGoesOnAndEndsTheCameraWithIt() throws Throwable {
    Path pid = folder.resolve("pid");
    String camera =
        "pipe:1x1:grey8:echo $$ >%s; for i in 1 2 3 4 5 6 7 8 9; do printf '\\377'; sleep .1; done; exec sleep 1000"
            .formatted(pid);
    start(Redirect.DISCARD, "--sensor", camera, "--next-frame-within", "1");
    awaitLit();
    while (!board.isDark()) {
      Thread.sleep(1);
    }
    messages.clear();
    while (!messages.contains("WATCHDOG=1")) {
      receive();
    }
    ProcessHandle command = running(pid);
    process.toHandle().destroy();
    awaitEnd();
    command.onExit().get();
  }

  /** The command that wrote its number last: the loop ends one that hangs and starts another. */
  private static ProcessHandle running(Path pid) throws Exception {
    while (true) {
      String number = Files.readString(pid).strip();
      Optional<ProcessHandle> command =
          number.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(number));
      if (command.isPresent()) {
        return command.get();
      }
      Thread.sleep(1);
    }
  }

  private void start(Redirect output, String... options) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.resolve("board").toString());
    arguments.addAll(List.of("run", "--model", folder.resolve("model.smilet").toString()));
    arguments.addAll(List.of("--frozen-after", "0", "--frames-in-a-row", "1"));
    arguments.addAll(List.of(options));
    ProcessBuilder builder = ChildProgram.of(VisibleBoard.class, arguments.toArray(new String[0]));
    builder.environment().put("NOTIFY_SOCKET", folder.resolve("notify").toString());
    builder.environment().put("WATCHDOG_USEC", "200000");
    process = builder.redirectOutput(output).redirectError(Redirect.INHERIT).start();
  }

  private void awaitLit() throws Throwable {
    while (!board.isLit()) {
      assertThat(process.isAlive()).as("the program runs").isTrue();
      receive();
      Thread.sleep(1);
    }
  }

  private void awaitSilence() throws Throwable {
    long lastNanos = System.nanoTime();
    while (System.nanoTime() - lastNanos < SILENCE_NANOS) {
      if (receive()) {
        lastNanos = System.nanoTime();
      }
      Thread.sleep(1);
    }
  }

  private boolean receive() throws Throwable {
    List<String> received = systemd.received();
    // What systemctl shows comes at any time.
    messages.addAll(received.stream().filter(message -> !message.startsWith("STATUS=")).toList());
    return !received.isEmpty();
  }

  private void terminate(String situation) throws Throwable {
    long begunNanos = System.nanoTime();
    process.toHandle().destroy();
    while (!board.isDark()) {
      Thread.onSpinWait();
    }
    System.out.printf(
        "SIGTERM, %s: dark after %.1f ms%n", situation, (System.nanoTime() - begunNanos) / 1e6);
    awaitEnd();
  }

  private void awaitEnd() throws Throwable {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the program ends").isTrue();
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    receive();
    assertThat(messages).last().isEqualTo("STOPPING=1");
    assertThat(board.isDark()).as("and stay dark").isTrue();
  }
}
