package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smilet.device.board.Board;
import smilet.device.clock.SteppedClock;
import smilet.device.indicator.FaceReading;
import smilet.device.indicator.Led;
import smilet.device.indicator.Reading;
import smilet.device.scene.Blobs;
import smilet.device.scene.FoundFaces;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.device.supply.ModelHandover;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Verdict;

/** The loop with several faces in the frame, which come, go and change. */
final class FollowedFacesTest {
  private static final FrameFormat FORMAT = new FrameFormat(160, 120, 8);
  private static final int IN_A_ROW = 3;

  private final SteppedClock clock = new SteppedClock();
  private final Statistics statistics = new Statistics();
  private final Context board = Board.MOCK.open();
  private final Led led = Led.open(board, 17, OptionalInt.empty());
  private final Shown shown = new Shown();

  @AfterEach
  void closeBoard() {
    board.shutdown();
  }

  /** What was shown of one frame. */
  private record Face(long id, int x, int y, int side, Verdict verdict, Verdict decision) {}

  private record Moment(List<Face> faces, Verdict decision, boolean lit) {}

  private final class Shown extends RecordingIndicator {
    final List<Moment> moments = new ArrayList<>();

    @Override
    public void show(Reading reading, Frame frame) {
      super.show(reading, frame);
      List<Face> faces = new ArrayList<>();
      for (int i = 0; i < reading.faceCount(); i++) {
        FaceReading face = reading.face(i);
        faces.add(
            new Face(face.id(), face.x(), face.y(), face.side(), face.verdict(), face.decision()));
      }
      DigitalOutput pin = board.io("led");
      moments.add(new Moment(faces, reading.decision(), pin.state() == DigitalState.HIGH));
    }
  }

  /** A camera whose pictures are painted by the test, one per number from 0. */
  private final class Camera implements Sensor {
    private final BiConsumer<Integer, Frame> painter;
    private final Random noise = new Random(1);
    private int number;

    Camera(BiConsumer<Integer, Frame> painter) {
      this.painter = painter;
    }

    @Override
    public FrameFormat format() {
      return FORMAT;
    }

    @Override
    public boolean capture(Frame frame) throws SensorException {
      frame.captureNanos(clock.nanoTime());
      Blobs.clear(frame, noise);
      if (number == faultAt) {
        number++;
        throw new SensorException("a wire is loose");
      }
      painter.accept(number++, frame);
      return true;
    }

    @Override
    public void close() {}
  }

  private int faultAt = -1;

  private Summary run(int frames, int mostFaces, BiConsumer<Integer, Frame> painter) {
    FoundFaces scene =
        new FoundFaces(
            Blobs.finder(), FORMAT, new FoundFaces.Search(24, mostFaces, Long.MAX_VALUE));
    new SmileLoop(
            clock,
            30,
            new Camera(painter),
            scene,
            new ModelHandover(Blobs.loadedModel(FORMAT)),
            IN_A_ROW,
            List.of(led, shown),
            statistics,
            now -> {})
        .run(frames, Long.MAX_VALUE);
    return statistics.summary();
  }

  private List<Face> faces(int frame) {
    return shown.moments.get(frame).faces;
  }

  @Test
  void aFaceIsFoundWhereItIs() {
    run(5, 1, (n, frame) -> Blobs.draw(frame, 60, 30, 48, Blobs.SMILE));
    Face face = faces(4).getFirst();
    assertThat(face.x + face.side / 2).isBetween(78, 90);
    assertThat(face.y + face.side / 2).isBetween(48, 60);
    assertThat(face.side).isBetween(36, 60);
    assertThat(face.decision).isEqualTo(Verdict.SMILE);
    assertThat(shown.moments.getLast().lit).isTrue();
  }

  @Test
  void theLedIsLitIfAnyFaceSmiles() {
    run(
        30,
        2,
        (n, frame) -> {
          Blobs.draw(frame, 10, 20, 60, Blobs.NO_SMILE);
          Blobs.draw(frame, 100, 40, 40, n < 10 ? Blobs.NO_SMILE : Blobs.SMILE);
        });
    assertThat(faces(9)).hasSize(2).allMatch(face -> face.decision == Verdict.NOT_SMILE);
    assertThat(shown.moments.get(9).lit).isFalse();
    assertThat(faces(29).get(0).side).isGreaterThan(faces(29).get(1).side);
    assertThat(faces(29))
        .extracting(Face::decision)
        .containsExactly(Verdict.NOT_SMILE, Verdict.SMILE);
    assertThat(shown.moments.get(29).lit).isTrue();
    assertThat(shown.moments.get(11).lit).as("two frames of a smile").isFalse();
    assertThat(shown.moments.get(12).lit).as("three frames of a smile").isTrue();
  }

  @Test
  void onlyTheLargestFacesAreClassified() {
    run(
        8,
        1,
        (n, frame) -> {
          Blobs.draw(frame, 10, 20, 60, Blobs.NO_SMILE);
          Blobs.draw(frame, 100, 40, 40, Blobs.SMILE);
        });
    assertThat(faces(7)).hasSize(1).allMatch(face -> face.side > 48);
    assertThat(shown.moments.get(7).lit).isFalse();
  }

  @Test
  void aFaceThatComesLaterInheritsNoDecision() {
    Summary summary =
        run(
            60,
            1,
            (n, frame) -> {
              if (n < 10) {
                Blobs.draw(frame, 10, 20, 48, Blobs.SMILE);
              } else if (n >= 40) {
                Blobs.draw(frame, 100, 60, 48, Blobs.SMILE);
              }
            });
    assertThat(faces(9).getFirst().decision).isEqualTo(Verdict.SMILE);
    assertThat(faces(39)).isEmpty();
    assertThat(shown.moments.get(39).lit).as("the LED while nobody is there").isFalse();
    List<Face> first =
        shown.moments.stream()
            .skip(40)
            .map(Moment::faces)
            .filter(f -> !f.isEmpty())
            .findFirst()
            .get();
    assertThat(first.getFirst().decision).isEqualTo(Verdict.UNSURE);
    assertThat(first.getFirst().id).isNotEqualTo(faces(9).getFirst().id);
    assertThat(shown.moments.getLast().lit).isTrue();
    assertThat(summary.faces().get().framesWithNobody()).isBetween(20L, 31L);
    assertThat(summary.faces().get().most()).isEqualTo(1);
    assertThat(summary.classifiedCount() + summary.faces().get().framesWithNobody()).isEqualTo(60);
    assertThat(summary.latencies()).containsKey(Stage.FIND);
  }

  @Test
  void nobodyIsNoFaultAndEveryDecisionBeginsAnewAfterAFault() {
    faultAt = 20;
    Summary summary = run(30, 1, (n, frame) -> Blobs.draw(frame, 60, 30, 48, Blobs.SMILE));
    assertThat(faces(19).getFirst().decision).isEqualTo(Verdict.SMILE);
    List<Face> after =
        shown.moments.stream()
            .skip(20)
            .map(Moment::faces)
            .filter(f -> !f.isEmpty())
            .findFirst()
            .get();
    assertThat(after.getFirst().decision).isEqualTo(Verdict.UNSURE);
    assertThat(shown.moments.getLast().lit).isTrue();
    assertThat(summary.faultyFrames()).isEqualTo(1);
    Summary empty = run(30, 1, (n, frame) -> {});
    assertThat(empty.faultyFrames()).isEqualTo(1);
  }
}
