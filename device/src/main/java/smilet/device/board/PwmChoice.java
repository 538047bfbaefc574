package smilet.device.board;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import smilet.device.board.Preflight.Need;
import smilet.shared.error.UserError;

/** Which PWM channel drives the second LED, the one as bright as the percentage. */
public sealed interface PwmChoice {
  /** The pin of {@link Auto}'s channel. */
  int AUTO_GPIO = 18;

  /** The channel on {@code board}, or empty if there is to be no second LED, or no channel. */
  OptionalInt channel(Board board);

  /** The pin that the channel occupies on {@code board}, if it is known. */
  Optional<GpioPin> pin(Board board);

  /** What must be there on a Raspberry Pi. */
  List<Need> needs();

  /**
   * Reads "auto", "none" or a channel's number.
   *
   * @throws UserError if the text is none of these
   */
  static PwmChoice parse(String text) {
    return switch (text) {
      case "auto" -> new Auto();
      case "none" -> new None();
      default -> {
        UserError.require(
            text.matches("\\d{1,3}"), "--pwm", "auto, none or a channel of the PWM chip", text);
        yield new Channel(Integer.parseInt(text));
      }
    };
  }

  /** The channel at GPIO {@value #AUTO_GPIO}, if the board has it. */
  record Auto() implements PwmChoice {
    @Override
    public OptionalInt channel(Board board) {
      return board.brightnessChannel();
    }

    @Override
    public Optional<GpioPin> pin(Board board) {
      return channel(board).isPresent()
          ? Optional.of(new GpioPin("--pwm", AUTO_GPIO))
          : Optional.empty();
    }

    @Override
    public List<Need> needs() {
      return List.of();
    }
  }

  /** No second LED. */
  record None() implements PwmChoice {
    @Override
    public OptionalInt channel(Board board) {
      return OptionalInt.empty();
    }

    @Override
    public Optional<GpioPin> pin(Board board) {
      return Optional.empty();
    }

    @Override
    public List<Need> needs() {
      return List.of();
    }
  }

  /**
   * A channel by its number.
   *
   * @param number on the board's PWM chip
   */
  record Channel(int number) implements PwmChoice {
    @Override
    public OptionalInt channel(Board board) {
      return OptionalInt.of(number);
    }

    @Override
    public Optional<GpioPin> pin(Board board) {
      return Optional.empty();
    }

    @Override
    public List<Need> needs() {
      return List.of(Need.PWM);
    }
  }
}
