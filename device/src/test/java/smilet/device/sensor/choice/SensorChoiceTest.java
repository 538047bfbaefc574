package smilet.device.sensor.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.context.Context;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smilet.device.board.Board;
import smilet.device.board.GpioPin;
import smilet.device.board.Preflight.Need;
import smilet.device.clock.SteppedClock;
import smilet.device.sensor.Mounting;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.device.sensor.mcp3008.Wiring;
import smilet.device.sensor.pipe.PipeSettings;
import smilet.shared.frame.FrameFormat;

final class SensorChoiceTest {
  private static final SensorChoice FACES = FacesChoice.parse("");
  private static final SensorChoice REPLAY = new ReplayChoice(Path.of("images"), false);
  private static final SensorChoice SMALL_GRID = grid(2);
  private static final SensorChoice LARGE_GRID = grid(4);
  private static final SensorChoice ADNS3080 = new Adns3080Choice(25, 24);
  private static final SensorChoice PIPE = new PipeChoice(PipeSettings.parse("16x8:grey8:cat"));

  private static SensorChoice grid(int side) {
    return new Mcp3008Choice(Wiring.inOrder(side, side, false), Optional.empty());
  }

  @Test
  void aKindIsTheNameBeforeTheColon() {
    assertThat(SensorKind.of("mcp3008")).isEqualTo(SensorKind.MCP3008);
    assertThat(SensorKind.of("pipe:1x1:grey8:a:b")).isEqualTo(SensorKind.PIPE);
    assertThat(SensorKind.details("pipe:1x1:grey8:a:b")).isEqualTo("1x1:grey8:a:b");
    assertThat(SensorKind.details("faces")).isEmpty();
    assertThat(SensorKind.find("pipes")).isEmpty();
    assertThatThrownBy(() -> SensorKind.of("camera"))
        .hasMessage(
            "no such sensor: \"camera\"; the sensors are faces, replay:DIR, mcp3008, adns3080,"
                + " pipe:WxH:PIXELS:COMMAND");
  }

  @Test
  void anOptionOfOneKindBeginsWithItsName() {
    assertThat(SensorKind.ofOption("adns3080-select")).contains(SensorKind.ADNS3080);
    assertThat(SensorKind.ofOption("frozen-after")).isEmpty();
  }

  @Test
  void formatIsKnownBeforeOpeningExceptForImages() {
    assertThat(FACES.format()).contains(new FrameFormat(64, 64, 8));
    assertThat(LARGE_GRID.format()).contains(new FrameFormat(4, 4, 10));
    assertThat(ADNS3080.format()).contains(new FrameFormat(30, 30, 6));
    assertThat(PIPE.format()).contains(new FrameFormat(16, 8, 8));
    assertThat(REPLAY.format()).isEmpty();
  }

  @Test
  void onlyChipsNeedTheBoard() {
    assertThat(SMALL_GRID.needs()).containsExactly(Need.SPI_CE0);
    assertThat(LARGE_GRID.needs()).containsExactly(Need.SPI_CE0, Need.SPI_CE1);
    assertThat(ADNS3080.needs()).containsExactly(Need.SPI_CE0);
    assertThat(ADNS3080.pins())
        .containsExactly(new GpioPin("--adns3080-select", 25), new GpioPin("--adns3080-reset", 24));
    for (SensorChoice choice : List.of(FACES, REPLAY, PIPE)) {
      assertThat(choice.needs()).isEmpty();
      assertThat(choice.pins()).isEmpty();
    }
  }

  @Test
  void onlyRealSensorsAreWatched() {
    assertThat(List.of(SMALL_GRID, ADNS3080))
        .extracting(SensorChoice::watch)
        .containsOnly(Watch.EVERY_PIXEL);
    assertThat(PIPE.watch()).isEqualTo(Watch.WHOLE_PICTURE);
    assertThat(List.of(FACES, REPLAY)).extracting(SensorChoice::watch).containsOnly(Watch.NOTHING);
  }

  @Test
  void aSeedIsAWholeNumber() {
    assertThat(FacesChoice.parse("-7")).isEqualTo(new FacesChoice(-7));
    assertThatThrownBy(() -> FacesChoice.parse("x"))
        .hasMessage("the seed in faces:SEED must be a whole number, was \"x\"");
  }

  @Test
  void mountingChangesTheFormatAndACropOutsideItIsRefused() throws SensorException {
    Mounting turned = new Mounting(90, false, new Mounting.Crop(0, 0, 8, 12));
    SensorSettings settings = new SensorSettings(PIPE, turned, 0);
    assertThat(settings.format()).contains(new FrameFormat(8, 12, 8));
    assertThatThrownBy(() -> new SensorSettings(SMALL_GRID, turned, 0))
        .hasMessageContaining("does not lie within");
    Context board = Board.MOCK.open();
    try (Sensor sensor =
        new SensorSettings(FACES, turned, 0)
            .open(board, InputStream.nullInputStream(), new SteppedClock())) {
      assertThat(sensor.format()).isEqualTo(new FrameFormat(8, 12, 8));
    } finally {
      board.shutdown();
    }
  }
}
