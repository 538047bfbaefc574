package smilet.device.board;

import smilet.shared.error.UserError;

/**
 * A GPIO pin that something is wired to.
 *
 * @param option the option that names the pin, for messages
 * @param gpio its GPIO number (BCM), 0 to 27; another one is a {@link UserError}
 */
public record GpioPin(String option, int gpio) {
  public GpioPin {
    requireGpio(option, gpio);
  }

  /**
   * Checks a GPIO number that an option names.
   *
   * @throws UserError if it is not 0 to 27
   */
  public static void requireGpio(String option, int gpio) {
    UserError.require(gpio >= 0 && gpio <= 27, option, "a GPIO number, 0 to 27", gpio);
  }
}
