package smilet.device.sensor.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.clock.Clock;
import smilet.device.clock.SteppedClock;
import smilet.device.clock.SystemClock;
import smilet.device.sensor.SensorException;
import smilet.shared.frame.Frame;

/** Real processes through the shell, and a real ffmpeg if it is installed. */
@Timeout(60)
class PipeSensorTest {
  private static final Clock CLOCK = new SystemClock();
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void framesArriveWholeHoweverTheBytesTrickle() throws Exception {
    try (PipedInputStream in = new PipedInputStream();
        OutputStream out = new PipedOutputStream(in);
        PipeSensor sensor = sensor("2x2:grey8:-", in)) {
      Frame frame = new Frame(sensor.format());
      for (int value = 0; value < 20; value++) {
        for (int i = 0; i < 4; i++) {
          out.write(value * 4 + i);
          out.flush();
        }
        await(sensor, frame);
        assertThat(frame.pixels())
            .containsExactly(
                (char) (value * 4),
                (char) (value * 4 + 1),
                (char) (value * 4 + 2),
                (char) (value * 4 + 3));
      }
    }
  }

  @Test
  void sixteenBitPixelsComeLowByteFirst() throws Exception {
    byte[] bytes = {0x34, 0x12, (byte) 0xff, (byte) 0xff};
    try (PipeSensor sensor = sensor("2x1:grey16le:-", new ByteArrayInputStream(bytes))) {
      Frame frame = new Frame(sensor.format());
      await(sensor, frame);
      assertThat(frame.pixels()).containsExactly((char) 0x1234, (char) 0xffff);
    }
  }

  @Test
  void colourPlanesOfYuvAreSkipped() throws Exception {
    byte[] bytes = {1, 2, 3, 4, 99, 99, 5, 6, 7, 8, 99, 99};
    try (PipeSensor sensor = sensor("2x2:yuv420:-", new ByteArrayInputStream(bytes))) {
      Frame frame = new Frame(sensor.format());
      await(sensor, frame);
      while (sensor.dropped() == 0 && frame.pixel(0, 0) == 1) {
        await(sensor, frame);
      }
      assertThat(frame.pixels()).containsExactly((char) 5, (char) 6, (char) 7, (char) 8);
    }
  }

  @Test
  void onlyTheNewestFrameIsGivenAndTheOthersAreCounted() throws Exception {
    byte[] bytes = new byte[1000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i / 4);
    }
    try (PipeSensor sensor = sensor("2x2:grey8:-", new ByteArrayInputStream(bytes))) {
      while (sensor.dropped() < 249) {
        Thread.onSpinWait();
      }
      Frame frame = new Frame(sensor.format());
      assertThat(sensor.capture(frame)).isTrue();
      assertThat(frame.pixel(0, 0)).isEqualTo(249);
    }
  }

  @Test
  void endOfStandardInputIsReportedAfterItsLastFrame() throws Exception {
    // One frame and a half.
    try (PipeSensor sensor = sensor("2x2:grey8:-", new ByteArrayInputStream(new byte[6]))) {
      Frame frame = new Frame(sensor.format());
      await(sensor, frame);
      assertThat(faultOf(sensor)).startsWith("standard input ended");
    }
  }

  @Test
  void commandThatEndsIsReportedWithItsLastWordAndStartedAgain() throws Exception {
    String command = "2x2:grey8:printf 'abcdefgh'; echo 'camera is busy' >&2; exit 3";
    try (PipeSensor sensor = sensor(command, InputStream.nullInputStream())) {
      Frame frame = new Frame(sensor.format());
      await(sensor, frame);
      assertThat(faultOf(sensor))
          .isEqualTo(
              "the camera command ended with exit code 3 (camera is busy); starting it again");
      await(sensor, frame);
      assertThat(sensor.starts()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void stalledCommandIsEndedWithItsChildrenAndStartedAgain(@TempDir Path folder) throws Exception {
    Path pids = folder.resolve("pids");
    SteppedClock clock = new SteppedClock();
    PipeSettings settings =
        PipeSettings.parse("2x2:grey8:printf abcd; echo $$ >>" + pids + "; sleep 1000 | cat");
    try (PipeSensor sensor = new PipeSensor(settings, InputStream.nullInputStream(), clock)) {
      Frame frame = new Frame(sensor.format());
      await(sensor, frame);
      while (!Files.exists(pids) || Files.size(pids) == 0) {
        Thread.sleep(10);
      }
      ProcessHandle shell =
          ProcessHandle.of(Long.parseLong(Files.readString(pids).strip())).orElseThrow();
      assertThat(sensor.capture(frame)).isFalse();
      clock.step(FrameLimits.USUAL.nextNanos());
      assertThatThrownBy(() -> sensor.capture(frame))
          .hasMessage("the camera command sends no frames; ending it and starting it again");
      shell.onExit().get();
      await(sensor, frame);
      assertThat(sensor.starts()).isEqualTo(2);
    }
  }

  @Test
  void closingEndsTheCommandAndAllItStarted(@TempDir Path folder) throws Exception {
    Path pids = folder.resolve("pids");
    String command = "2x2:grey8:sleep 1000 & echo $! >" + pids + "; printf abcd; wait";
    PipeSensor sensor = sensor(command, InputStream.nullInputStream());
    await(sensor, new Frame(sensor.format()));
    ProcessHandle child =
        ProcessHandle.of(Long.parseLong(Files.readString(pids).strip())).orElseThrow();
    assertThat(child.isAlive()).isTrue();
    sensor.close();
    child.onExit().get();
  }

  @Test
  void aCommandThatHangsAtItsSecondStartIsStartedAgain(@TempDir Path folder) throws Exception {
    SteppedClock clock = new SteppedClock();
    String command =
        atStart(folder, 1, "echo busy >&2; exit 1")
            + atStart(folder, 2, "exec sleep 1000")
            + "printf abcd; exec sleep 1000";
    try (PipeSensor sensor = sensor(command, clock)) {
      Frame frame = new Frame(sensor.format());
      assertThat(faultOf(sensor)).contains("exit code 1 (busy)");
      while (!Files.exists(folder.resolve("start-2"))) {
        Thread.sleep(Duration.ofMillis(2));
      }
      clock.step(FrameLimits.USUAL.firstNanos());
      assertThatThrownBy(() -> sensor.capture(frame)).hasMessage(CameraProcess.NO_FRAMES);
      await(sensor, frame);
      assertThat(sensor.starts()).isEqualTo(3);
    }
  }

  @Test
  void theFirstFrameMayTakeLongerThanTheOthers() throws Exception {
    SteppedClock clock = new SteppedClock();
    try (PipedInputStream in = new PipedInputStream();
        OutputStream out = new PipedOutputStream(in);
        PipeSensor sensor = new PipeSensor(PipeSettings.parse("1x1:grey8:-"), in, clock)) {
      Frame frame = new Frame(sensor.format());
      clock.step(FrameLimits.USUAL.firstNanos() - 1);
      assertThat(sensor.capture(frame)).isFalse();
      out.write(1);
      out.flush();
      await(sensor, frame);
      clock.step(FrameLimits.USUAL.nextNanos() - 1);
      assertThat(sensor.capture(frame)).isFalse();
      clock.step(1);
      assertThatThrownBy(() -> sensor.capture(frame))
          .hasMessage("no frames come in on standard input");
    }
  }

  @Test
  void theReasonGivenIsThatOfTheLatestEnd(@TempDir Path folder) throws Exception {
    String command =
        atStart(folder, 1, "echo 'no buffers' >&2; exit 1")
            + atStart(folder, 2, "printf abcd; exit 3")
            + "exec sleep 1000";
    try (PipeSensor sensor = sensor(command, CLOCK)) {
      assertThat(faultOf(sensor)).contains("exit code 1 (no buffers)");
      await(sensor, new Frame(sensor.format()));
      assertThat(faultOf(sensor))
          .isEqualTo("the camera command ended with exit code 3; starting it again");
    }
  }

  @Test
  void captureAndCloseOfAnyThreadReturnWhileACommandIsBeingEnded(@TempDir Path folder)
      throws Exception {
    SteppedClock clock = new SteppedClock();
    String command = "trap '' TERM; echo $$ >PID; printf abcd; while :; do sleep 1; done";
    PipeSensor sensor = sensor(command.replace("PID", folder.resolve("pid").toString()), clock);
    Frame frame = new Frame(sensor.format());
    await(sensor, frame);
    ProcessHandle shell = process(folder.resolve("pid"));
    clock.step(FrameLimits.USUAL.nextNanos());
    // The command ignores SIGTERM. Meanwhile this thread captures, and then two threads close.
    for (int i = 0; i < 3; i++) {
      assertThat(assertTimeout(LIMIT, () -> faultOf(sensor))).isEqualTo(CameraProcess.NO_FRAMES);
    }
    Thread other = Thread.ofPlatform().start(sensor::close);
    assertTimeout(LIMIT, sensor::close);
    assertThat(other.join(LIMIT)).isTrue();
    shell.onExit().get();
    assertTimeout(LIMIT, sensor::close);
  }

  @Test
  void aCommandIsAskedToEndBeforeItIsKilled(@TempDir Path folder) throws Exception {
    Path lamp = folder.resolve("lamp");
    String command = "trap 'echo off >LAMP; exit' TERM; printf abcd; sleep 1000 & wait";
    try (PipeSensor sensor = sensor(command.replace("LAMP", lamp.toString()), CLOCK)) {
      await(sensor, new Frame(sensor.format()));
    }
    assertThat(lamp).hasContent("off");
  }

  @Test
  void whatACommandLeftBehindIsEndedToo(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "only Linux tells who started whom");
    Path pid = folder.resolve("pid");
    // The inner shell ends at once: then nothing leads from the command to what it started.
    String command =
        "sh -c 'trap \"\" TERM; sleep 1000 >/dev/null 2>&1 & echo $! >PID'; printf abcd; exit 3";
    try (PipeSensor sensor = sensor(command.replace("PID", pid.toString()), CLOCK)) {
      await(sensor, new Frame(sensor.format()));
      ProcessHandle orphan = process(pid);
      assertThat(faultOf(sensor)).contains("exit code 3");
      assertThat(commandLine(orphan)).isEmpty();
    }
  }

  @Test
  void realFfmpegsPicturesComeThrough() throws Exception {
    assumeTrue(isInstalled("ffmpeg"), "ffmpeg is not installed: apt-get install ffmpeg");
    // A grey of exactly 100 on the left half and 200 on the right.
    String filter = "nullsrc=s=16x8:r=50,format=gray,geq=lum='if(lt(X,8),100,200)'";
    for (String format : new String[] {"gray", "yuv420p", "gray16le"}) {
      String layout =
          switch (format) {
            case "gray" -> "grey8";
            case "yuv420p" -> "yuv420";
            default -> "grey16le";
          };
      String command =
          "16x8:%s:ffmpeg -nostdin -loglevel error -re -f lavfi -i \"%s\" -pix_fmt %s -f rawvideo -"
              .formatted(layout, filter, format);
      try (PipeSensor sensor = sensor(command, InputStream.nullInputStream())) {
        Frame frame = new Frame(sensor.format());
        await(sensor, frame);
        await(sensor, frame);
        // A conversion of range may move grey by some steps, but never left to right.
        int shift = frame.format().bits() - 8;
        for (int y = 0; y < 8; y++) {
          assertThat(frame.pixel(2, y) >> shift).isBetween(90, 118);
          assertThat(frame.pixel(13, y) >> shift).isBetween(180, 203);
        }
      }
    }
  }

  @Test
  void settingsAreRefusedWithTheRule() {
    for (String bad : new String[] {"", "64x64", "64x64:grey8", "64x64:grey8: "}) {
      assertThatThrownBy(() -> PipeSettings.parse(bad)).hasMessageContaining("a pipe is pipe:");
    }
    assertThatThrownBy(() -> PipeSettings.parse("64:grey8:cat"))
        .hasMessage("a pipe's size is WIDTHxHEIGHT, as 320x240, was \"64\"");
    assertThatThrownBy(() -> PipeSettings.parse("1920x1080:grey8:cat"))
        .hasMessage("frame width must be 1 to 640, was 1920");
    assertThatThrownBy(() -> PipeSettings.parse("160x120:grey16le:cat"))
        .hasMessageContaining("more than 128x128 pixels must have 1 to 8 bits");
    assertThatThrownBy(() -> PipeSettings.parse("64x64:rgb:cat"))
        .hasMessage("a pipe's pixels are one of grey8, grey16le, yuv420, was \"rgb\"");
    assertThatThrownBy(() -> PipeSettings.parse("3x4:yuv420:cat"))
        .hasMessage("yuv420 frames have even sides, was 3x4");
    assertThatThrownBy(() -> PipeSettings.parse("96x96:yuv420/64:cat"))
        .hasMessage("the stride of a row of 96 pixels must be 96 to 65536 bytes, was 64");
    assertThatThrownBy(() -> PipeSettings.parse("96x96:yuv420/wide:cat"))
        .hasMessageContaining("a pipe's stride is a number of bytes");
    assertThat(PipeSettings.parse("96x96:yuv420/128:cat").stride()).hasValue(128);
    assertThat(PipeSettings.parse("64x48:grey8:a:b c").command()).contains("a:b c");
  }

  private static PipeSensor sensor(String command, Clock clock) {
    return new PipeSensor(
        PipeSettings.parse("2x2:grey8:" + command), InputStream.nullInputStream(), clock);
  }

  /** A part of a command that does something at its Nth start, counted by files in a folder. */
  private static String atStart(Path folder, int n, String what) {
    return "if mkdir %s 2>/dev/null; then %s; fi; ".formatted(folder.resolve("start-" + n), what);
  }

  private static ProcessHandle process(Path pid) throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
  }

  /** Empty if the process ended, even if nobody waited for that yet. */
  private static String commandLine(ProcessHandle process) throws IOException {
    Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    return process.isAlive() ? Files.readString(file) : "";
  }

  private static PipeSensor sensor(String settings, InputStream in) {
    return new PipeSensor(PipeSettings.parse(settings), in, CLOCK);
  }

  /** Waits for the next frame, and passes over the faults before it. */
  private static void await(PipeSensor sensor, Frame frame) throws InterruptedException {
    while (true) {
      try {
        if (sensor.capture(frame)) {
          return;
        }
      } catch (SensorException passing) {
        // Not yet: the command is being started again.
      }
      Thread.sleep(Duration.ofMillis(2));
    }
  }

  private static String faultOf(PipeSensor sensor) throws InterruptedException {
    Frame frame = new Frame(sensor.format());
    while (true) {
      try {
        sensor.capture(frame);
      } catch (SensorException fault) {
        return fault.getMessage();
      }
      Thread.sleep(Duration.ofMillis(2));
    }
  }

  private static boolean isInstalled(String program) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(program, "-version").start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      return process.waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
