package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * The whole program in a process of its own, seen from outside as systemd and an LED see it. How
 * long the outputs took to go dark is printed, not asserted: this machine may be busy.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class ChildProcessTest {
  /** SIGTERM's exit code, 128 + 15. */
  private static final int TERMINATED = 143;

  /** Without a ping for so long, at ten a second, a loop hangs. */
  private static final long SILENCE_NANOS = 2_000_000_000L;

  @TempDir Path folder;

  private VisibleBoard board;
  private DatagramReceiver systemd;
  private final List<String> told = new ArrayList<>();
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
  void aSensorThatHangsStopsTheWatchdogsFeedingAndSigtermDarkensAllTheSame() throws Throwable {
    start(Redirect.DISCARD, "--sensor", "mcp3008");
    awaitLit();
    board.hangSensor();
    awaitSilence();
    assertThat(told).startsWith("READY=1", "WATCHDOG=1").doesNotContain("STOPPING=1");
    assertThat(board.isLit()).as("nobody has told it to end yet").isTrue();
    terminate("its sensor hangs");
  }

  @Test
  void anOutputThatNobodyReadsStopsTheLoopAndSigtermDarkensAllTheSame() throws Throwable {
    start(Redirect.PIPE, "--sensor", "mcp3008", "--json", "--fps", "1000");
    awaitLit();
    awaitSilence();
    assertThat(board.isLit()).isTrue();
    terminate("nobody reads its output");
  }

  @Test
  void aLoopInItsRhythmIsDarkAfterSigterm() throws Throwable {
    start(Redirect.DISCARD, "--sensor", "mcp3008");
    awaitLit();
    terminate("all is well");
  }

  @Test
  void aCameraThatHangsDarkensTheOutputsWhileTheLoopLivesAndIsEndedWithIt() throws Throwable {
    Path pid = folder.resolve("pid");
    String camera =
        "pipe:1x1:grey8:echo $$ >%s; for i in 1 2 3 4 5 6 7 8 9; do printf '\\377'; sleep .1; done; exec sleep 1000"
            .formatted(pid);
    start(Redirect.DISCARD, "--sensor", camera);
    awaitLit();
    while (!board.isDark()) {
      Thread.sleep(1);
    }
    told.clear();
    while (!told.contains("WATCHDOG=1")) {
      hear();
    }
    ProcessHandle command =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    process.toHandle().destroy();
    awaitEnd();
    command.onExit().get();
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
      hear();
      Thread.sleep(1);
    }
  }

  private void awaitSilence() throws Throwable {
    long heardNanos = System.nanoTime();
    while (System.nanoTime() - heardNanos < SILENCE_NANOS) {
      if (hear()) {
        heardNanos = System.nanoTime();
      }
      Thread.sleep(1);
    }
  }

  private boolean hear() throws Throwable {
    List<String> messages = systemd.received();
    told.addAll(messages);
    return !messages.isEmpty();
  }

  private void terminate(String meanwhile) throws Throwable {
    long begunNanos = System.nanoTime();
    process.toHandle().destroy();
    while (!board.isDark()) {
      Thread.onSpinWait();
    }
    System.out.printf(
        "SIGTERM, %s: dark after %.1f ms%n", meanwhile, (System.nanoTime() - begunNanos) / 1e6);
    awaitEnd();
  }

  private void awaitEnd() throws Throwable {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the program ends").isTrue();
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    hear();
    assertThat(told).last().isEqualTo("STOPPING=1");
    assertThat(board.isDark()).as("and stays so").isTrue();
  }
}
