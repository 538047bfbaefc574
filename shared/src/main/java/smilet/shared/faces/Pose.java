package smilet.shared.faces;

import java.util.Random;

/**
 * The position of a head in front of the sensor, and its light.
 *
 * @param x centre of the head, 1 is the frame's right edge
 * @param y centre of the head, 1 is the frame's lower edge
 * @param cosine of the tilt, divided by the scale
 * @param sine of the tilt, divided by the scale
 * @param turn how far the features have moved sideways on the head
 * @param background brightness behind the head
 * @param exposure factor on all light
 * @param lightX growth of the light from left to right
 * @param lightY growth of the light from top to bottom
 * @param gape how far the mouth is open independently of its expression, as in speech
 * @param squint how far the eyes are closed independently of the expression, 0 to 1
 * @param noise standard deviation of each pixel's noise
 */
record Pose(
    double x,
    double y,
    double cosine,
    double sine,
    double turn,
    double background,
    double exposure,
    double lightX,
    double lightY,
    double gape,
    double squint,
    double noise) {

  static Pose drawnFrom(Random random) {
    double tilt = random.nextGaussian() * 0.09; // radians; 5 degrees
    double scale = Head.between(random, 0.88, 1.12);
    return new Pose(
        Head.between(random, -0.09, 0.09),
        Head.between(random, -0.09, 0.09),
        StrictMath.cos(tilt) / scale,
        StrictMath.sin(tilt) / scale,
        Head.between(random, -0.10, 0.10),
        Head.between(random, 0.1, 0.9),
        Head.between(random, 0.55, 1.1),
        Head.between(random, -0.4, 0.4),
        Head.between(random, -0.3, 0.3),
        random.nextInt(3) == 0 ? Head.between(random, 0.02, 0.12) : 0,
        Head.between(random, 0, 0.45),
        Head.between(random, 0.01, 0.05));
  }
}
