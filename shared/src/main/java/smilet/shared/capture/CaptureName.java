package smilet.shared.capture;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a captured frame, which says everything about it: {@code
 * 7f3a90c2-turned-dim-004.smile.pgm} is the fourth frame of burst 7f3a90c2.
 *
 * @param burst eight hexadecimal digits at random: frames of one burst are near copies of each
 *     other, so a test must hold out whole bursts
 * @param number 1 to {@value #MAX_NUMBER}
 */
public record CaptureName(String burst, Situation situation, int number, CaptureLabel label)
    implements Comparable<CaptureName> {
  /** The most frames of a burst. */
  public static final int MAX_NUMBER = 999;

  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{8})-([a-z]+-[a-z]+)-([0-9]{3})\\.([a-z-]+)\\.pgm");

  public CaptureName {
    if (!burst.matches("[0-9a-f]{8}") || number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException(
          "a burst must be eight hexadecimal digits and a number 1 to 999, were %s and %s"
              .formatted(burst, number));
    }
  }

  /** Reads a file name; empty if it is none of a captured frame. */
  public static Optional<CaptureName> parse(String fileName) {
    Matcher matcher = FORM.matcher(fileName);
    if (!matcher.matches() || matcher.group(3).equals("000")) {
      return Optional.empty();
    }
    return Situation.of(matcher.group(2))
        .flatMap(
            situation ->
                CaptureLabel.of(matcher.group(4))
                    .map(
                        label ->
                            new CaptureName(
                                matcher.group(1),
                                situation,
                                Integer.parseInt(matcher.group(3)),
                                label)));
  }

  public CaptureName with(CaptureLabel other) {
    return new CaptureName(burst, situation, number, other);
  }

  /** Which frame it is, whatever its label. */
  public String frame() {
    return String.format(Locale.ROOT, "%s-%03d", burst, number);
  }

  /** By burst and number. */
  @Override
  public int compareTo(CaptureName other) {
    return toString().compareTo(other.toString());
  }

  /** The file name. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s-%s-%03d.%s.pgm", burst, situation.words(), number, label.word());
  }
}
