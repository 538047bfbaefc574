package smilet.device.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.exception.InitializeException;
import com.pi4j.io.exception.IOException;
import org.junit.jupiter.api.Test;
import smilet.shared.error.UserError;

class BoardFaultTest {
  private static void fail(RuntimeException refused) {
    BoardFault.naming(
        "GPIO 17 (--led-gpio)",
        () -> {
          throw refused;
        });
  }

  @Test
  void whatPi4jRefusesIsOneLineThatNamesThePartAndTheRemedy() {
    assertThatThrownBy(
            () ->
                fail(
                    new InitializeException(
                        "Failed to initialize output led",
                        new IllegalStateException("Device or resource busy"))))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "GPIO 17 (--led-gpio) cannot be used: Device or resource busy; another program uses it:"
                + " end that program, or use another one");
    assertThatThrownBy(() -> fail(new IOException("/sys/class/pwm/export (Permission denied)")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("sudo usermod -aG gpio");
    assertThat(BoardFault.explain(new IOException("no such line"))).isEqualTo("no such line");
  }

  @Test
  void aMistakeOfSmiletStaysOne() {
    assertThatThrownBy(() -> fail(new IllegalArgumentException("a mistake")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
