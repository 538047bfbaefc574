package smilet.trainer.heads;

import java.util.Locale;

/**
 * A face and what was drawn.
 *
 * @param greys 8 bits per pixel, by rows
 * @param kind what the expression was drawn as
 * @param lift how far the lower corner of the mouth is raised, see {@link Smile}
 * @param teeth whether the lips are apart
 * @param yawDegrees turn to the side
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RenderedFace(
    byte[] greys,
    Smile.Label label,
    Expression.Kind kind,
    float lift,
    boolean teeth,
    double yawDegrees,
    Looks looks,
    Glasses.Kind glasses,
    String light) {
  static final String COLUMNS =
      "file,label,person,expression,degree,teeth,yaw,tone,age,glasses,beard,light";

  /** The line in labels.csv. Each face is another person. */
  String line(String file, int person) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%s,%.3f,%s,%.0f,%s,%.2f,%s,%s,%s",
        file,
        label.text(),
        person,
        name(kind),
        lift,
        teeth ? "shown" : "hidden",
        yawDegrees,
        looks.toneName(),
        looks.age(),
        name(glasses),
        name(looks.beard()),
        light);
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
