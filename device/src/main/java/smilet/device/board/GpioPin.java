package smilet.device.board;

/**
 * A GPIO pin that something is wired to.
 *
 * @param option the option that names the pin, for messages
 * @param gpio its GPIO number (BCM), 0 to 27
 */
public record GpioPin(String option, int gpio) {
  public GpioPin {
    if (gpio < 0 || gpio > 27) {
      throw new IllegalArgumentException(option + " must be a GPIO number, 0 to 27, was " + gpio);
    }
  }
}
