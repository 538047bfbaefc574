package smilet.device.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.pi4j.context.Context;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import smilet.device.board.Board;
import smilet.shared.fixed.Q15;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Verdict;

final class LedTest {
  private final Frame frame = new Frame(new FrameFormat(1, 1, 8));
  private final DigitalOutput pin = mock(DigitalOutput.class);
  private final Pwm pwm = mock(Pwm.class);

  private static Reading reading(int probabilityQ15, Verdict decision) {
    Reading reading = new Reading();
    reading.set(1, 0, probabilityQ15, decision, decision, 0, "");
    return reading;
  }

  @Test
  void ledsAreDarkAfterOpening() {
    Context board = Board.MOCK.open();
    Led.open(board, 17, OptionalInt.of(0));
    assertThat(((DigitalOutput) board.io("led")).state()).isEqualTo(DigitalState.LOW);
    assertThat(((Pwm) board.io("brightness")).isOn()).isFalse();
    board.shutdown();
  }

  @Test
  void thePinsAreWrittenOnAChangeOnly() {
    Led led = new Led(pin, pwm);
    for (int i = 0; i < 100; i++) {
      led.show(reading(Q15.ONE - i, Verdict.SMILE), frame); // 100.0 % to 99.7 %
    }
    verify(pin, times(1)).setState(true);
    verify(pwm, times(1)).on(100);
  }

  @Test
  void nobodyIsDark() {
    Led led = new Led(pin, pwm);
    led.show(reading(Q15.ONE, Verdict.SMILE), frame);
    led.show(FaceReadings.nobody(), frame);
    verify(pin).setState(false);
    verify(pwm).off();
  }

  @Test
  void aFailedCallIsRepeatedOnTheNextFrame() {
    Led led = new Led(pin, null);
    doThrow(new IOException("bus")).doReturn(pin).when(pin).setState(true);
    assertThatThrownBy(() -> led.show(reading(Q15.ONE, Verdict.SMILE), frame))
        .isInstanceOf(IOException.class);
    led.show(reading(Q15.ONE, Verdict.SMILE), frame);
    verify(pin, times(2)).setState(true);
  }

  @Test
  void offTurnsTheBrightnessOffEvenIfTheLedFails() {
    doThrow(new IOException("bus")).when(pin).low();
    new Led(pin, pwm).off();
    verify(pwm).off();
  }

  @Test
  void offWritesOnceBecauseTheBoardMayBeClosedAfterwards() {
    Led led = new Led(pin, pwm);
    led.off();
    doThrow(new IOException("the board is closed")).when(pin).low();
    led.off();
    verify(pin, times(1)).low();
    verify(pwm, times(1)).off();
  }

  @Test
  void afterOffNothingTurnsOnAgain() {
    Led led = new Led(pin, pwm);
    led.off();
    led.show(reading(Q15.ONE, Verdict.SMILE), frame);
    verify(pin, never()).setState(true);
    verify(pwm, never()).on(anyInt());
    verify(pin, never()).state(any());
  }
}
