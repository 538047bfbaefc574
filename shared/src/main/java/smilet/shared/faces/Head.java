package smilet.shared.faces;

import java.util.Random;

/**
 * The features of one drawn person. Lengths are in units of half the frame's height before the pose
 * scales them, brightness is 0 (black) to 1.
 *
 * @param width half the head's width
 * @param height half the head's height
 * @param skin brightness of the skin
 * @param hair brightness of the hair
 * @param hairline where the forehead ends, negative is up
 * @param eyeGap from the nose to an eye's centre
 * @param eyeSize half an eye's width
 * @param browTilt how much the brows fall outwards
 * @param browWeight half the brows' thickness
 * @param nose how dark the nose's shadow is
 * @param mouthWidth half the resting mouth's width
 * @param mouthY where the mouth lies, positive is down
 * @param lips half the lips' thickness
 * @param rest what this person's resting mouth adds to every expression
 * @param teeth how much of a grin shows teeth, 0 to 1
 * @param beard how dark the chin is, 0 for none
 * @param glasses whether the eyes are framed
 */
record Head(
    double width,
    double height,
    double skin,
    double hair,
    double hairline,
    double eyeGap,
    double eyeSize,
    double browTilt,
    double browWeight,
    double nose,
    double mouthWidth,
    double mouthY,
    double lips,
    double rest,
    double teeth,
    double beard,
    boolean glasses) {

  static Head drawnFrom(Random random) {
    double skin = between(random, 0.42, 0.85);
    return new Head(
        between(random, 0.66, 0.80),
        between(random, 0.88, 1.02),
        skin,
        random.nextInt(5) == 0 ? between(random, 0.6, 0.8) : skin * between(random, 0.15, 0.6),
        between(random, -0.72, -0.52),
        between(random, 0.29, 0.36),
        between(random, 0.12, 0.16),
        between(random, -0.10, 0.22),
        between(random, 0.022, 0.05),
        between(random, 0.08, 0.22),
        between(random, 0.24, 0.33),
        between(random, 0.46, 0.56),
        between(random, 0.035, 0.07),
        between(random, -0.18, 0.18),
        random.nextDouble(),
        random.nextInt(4) == 0 ? between(random, 0.15, 0.45) : 0,
        random.nextInt(5) == 0);
  }

  static double between(Random random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
