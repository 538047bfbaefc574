package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.scene.Blobs;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/** The largest frames through everything that copies them, within the heap of the launcher. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class LargeFramesTest {
  private static final FrameFormat FORMAT = new FrameFormat(640, 480, 8);

  @TempDir Path folder;

  /** A film of a few frames in yuv420, with rows of the usual length. */
  private Path film() throws IOException {
    byte[] frames = new byte[3 * FORMAT.pixelCount() * 3 / 2];
    Random noise = new Random(1);
    Frame frame = new Frame(FORMAT);
    for (int i = 0; i < 3; i++) {
      Blobs.clear(frame, noise);
      Blobs.draw(frame, 100 + i, 120, 200, Blobs.SMILE);
      Blobs.draw(frame, 420, 200 + i, 120, Blobs.NO_SMILE);
      int at = i * FORMAT.pixelCount() * 3 / 2;
      for (char pixel : frame.pixels()) {
        frames[at++] = (byte) pixel;
      }
    }
    return Files.write(folder.resolve("film"), frames);
  }

  @Test
  void everyFrameIsReadTurnedSearchedAndShownOnThePage() throws Exception {
    Path finder = Files.write(folder.resolve("finder"), Blobs.finderFile().encode());
    Path model = Files.write(folder.resolve("model"), Blobs.modelFile().encode());
    String camera = "while cat " + film() + "; do sleep .1; done";
    List<String> words = new ArrayList<>();
    words.addAll(List.of("run", "--json", "--frames", "30", "--fps", "10", "--faces", "8"));
    words.addAll(List.of("--rotate", "180", "--mirror", "--smallest-face", "100"));
    words.addAll(List.of("--finder", finder.toString(), "--model", model.toString()));
    words.addAll(List.of("--store", folder.resolve("store").toString(), "--page-listen", "0"));
    words.addAll(List.of("--sensor", "pipe:640x480:yuv420:" + camera));
    Process program =
        ChildProgram.of(SmiletDevice.class, words.toArray(String[]::new))
            .redirectError(folder.resolve("err").toFile())
            .start();
    List<String> lines;
    try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
      lines = out.lines().toList();
    }
    String logged = Files.readString(folder.resolve("err"));
    assertThat(program.waitFor()).as(logged).isZero();
    assertThat(logged).contains("finds up to 8 faces from 100 pixels");
    assertThat(lines.get(29)).as(logged).contains("\"decision\":\"smile\"", "\"not-smile\"");
    assertThat(lines.getLast())
        .contains("\"most\":2}", "\"faultyFrames\":0,\"faults\":0,\"indicatorFaults\":0");
  }
}
