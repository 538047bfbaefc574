package smilet.device.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.clock.SteppedClock;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

final class ReplaySensorTest {
  @TempDir Path folder;

  private final SteppedClock clock = new SteppedClock();

  private void pgm(String name, int width, int height, int... pixels) throws IOException {
    StringBuilder text =
        new StringBuilder(
            String.format(Locale.ROOT, "P5 # a comment\n%d %d\n255\n", width, height));
    for (int pixel : pixels) {
      text.append((char) pixel);
    }
    Files.write(folder.resolve(name), text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private ReplaySensor sensor() throws SensorException {
    return new ReplaySensor(clock, folder, false);
  }

  @Test
  void showsImagesInTheOrderOfTheirNamesOverAndOver() throws Exception {
    pgm("b.pgm", 1, 1, 20);
    pgm("a.pgm", 1, 1, 10);
    Files.writeString(folder.resolve("notes.txt"), "no image");
    ReplaySensor sensor = sensor();
    Frame frame = new Frame(sensor.format());
    for (int expected : new int[] {10, 20, 10}) {
      clock.step(5);
      assertThat(sensor.capture(frame)).isTrue();
      assertThat(frame.pixel(0, 0)).isEqualTo(expected);
      assertThat(frame.captureNanos()).isEqualTo(clock.nanoTime());
    }
  }

  @Test
  void readsGreyAndColouredPng() throws Exception {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(0, 0, 0, 77);
    ImageIO.write(grey, "png", folder.resolve("a.png").toFile());
    BufferedImage coloured = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    coloured.setRGB(0, 0, 0xff0000);
    coloured.setRGB(1, 0, 0xffffff);
    ImageIO.write(coloured, "png", folder.resolve("b.PNG").toFile());
    ReplaySensor sensor = sensor();
    assertThat(sensor.format()).isEqualTo(new FrameFormat(2, 1, 8));
    Frame frame = new Frame(sensor.format());
    sensor.capture(frame);
    assertThat(frame.pixels()).containsExactly(new char[] {77, 0});
    sensor.capture(frame);
    assertThat(frame.pixels()).as("red is 0.299").containsExactly(new char[] {76, 255});
  }

  @Test
  void picturesInWhichFacesAreLookedForAreReadWhole() throws Exception {
    pgm("a.pgm", 1280, 480, new int[1280 * 480]);
    pgm("b.pgm", 300, 200, new int[300 * 200]);
    assertThat(sensor().format()).isEqualTo(new FrameFormat(128, 128, 8));
    ReplaySensor scenes = new ReplaySensor(clock, folder, true);
    assertThat(scenes.format()).isEqualTo(new FrameFormat(640, 240, 8));
    Frame frame = new Frame(scenes.format());
    scenes.capture(frame);
    scenes.capture(frame);
    assertThat(frame.format()).isEqualTo(new FrameFormat(300, 200, 8));
  }

  @Test
  void everyPictureKeepsItsOwnFormat() throws Exception {
    pgm("a.pgm", 2, 1, 0, 0);
    pgm("b.pgm", 4, 2, 10, 20, 30, 40, 20, 30, 40, 50);
    pgm("c.pgm", 1, 1, 9);
    ReplaySensor sensor = sensor();
    assertThat(sensor.format()).isEqualTo(new FrameFormat(2, 1, 8));
    Frame frame = new Frame(sensor.format());
    sensor.capture(frame);
    assertThat(frame.format()).isEqualTo(new FrameFormat(2, 1, 8));
    sensor.capture(frame);
    assertThat(frame.format()).isEqualTo(new FrameFormat(4, 2, 8));
    assertThat(frame.pixels()).containsExactly(new char[] {10, 20, 30, 40, 20, 30, 40, 50});
    sensor.capture(frame);
    assertThat(frame.format()).isEqualTo(new FrameFormat(1, 1, 8));
    assertThat(frame.pixels()).containsExactly(new char[] {9});
  }

  @Test
  void aMountingTurnsEveryPictureInItsOwnFormat() throws Exception {
    pgm("a.pgm", 3, 2, 1, 2, 3, 4, 5, 6);
    pgm("b.pgm", 2, 3, 1, 2, 3, 4, 5, 6);
    pgm("c.pgm", 2, 1, 1, 2);
    Mounting mounting = new Mounting(90, false, new Mounting.Crop(0, 0, 2, 2));
    MountedSensor sensor = new MountedSensor(sensor(), mounting);
    Frame frame = new Frame(sensor.format());
    sensor.capture(frame);
    assertThat(frame.pixels()).containsExactly(new char[] {4, 1, 5, 2});
    sensor.capture(frame);
    assertThat(frame.pixels()).containsExactly(new char[] {5, 3, 6, 4});
    assertThatThrownBy(() -> sensor.capture(frame))
        .isInstanceOf(SensorException.class)
        .hasMessage("crop 2x2+0+0 does not lie within the upright picture of 1x2");
    sensor.capture(frame);
    assertThat(frame.pixels()).containsExactly(new char[] {4, 1, 5, 2});
  }

  @Test
  void aBrokenImageIsAFaultThatNamesItAndTheNextOneIsShown() throws Exception {
    pgm("a.pgm", 1, 1, 1);
    pgm("b.pgm", 3, 3, 1, 2);
    Files.writeString(folder.resolve("c.png"), "no PNG");
    pgm("d.pgm", 1, 1, 4);
    ReplaySensor sensor = sensor();
    Frame frame = new Frame(sensor.format());
    sensor.capture(frame);
    assertThatThrownBy(() -> sensor.capture(frame))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("b.pgm: it ends before its last pixel");
    assertThatThrownBy(() -> sensor.capture(frame))
        .hasMessageContaining("c.png: it is not a picture of a known format");
    sensor.capture(frame);
    assertThat(frame.pixel(0, 0)).isEqualTo(4);
  }

  @Test
  void sayWhatIsWrongWithTheFolder() {
    assertThatThrownBy(this::sensor)
        .hasMessage("no PNG, JPEG, PGM, BMP, GIF or TIFF picture in " + folder);
    Path gone = folder.resolve("gone");
    assertThatThrownBy(() -> new ReplaySensor(clock, gone, false))
        .hasMessage("no such folder to replay: " + gone);
  }

  @Test
  void drawnFacesOfOneSeedAreTheSame() {
    FacesSensor one = new FacesSensor(clock, 7);
    FacesSensor same = new FacesSensor(clock, 7);
    Frame frame = new Frame(one.format());
    Frame other = new Frame(same.format());
    for (int i = 0; i < 130; i++) {
      assertThat(one.capture(frame)).isTrue();
      same.capture(other);
      assertThat(frame.pixels()).isEqualTo(other.pixels());
      frame.requireInRange();
    }
  }
}
