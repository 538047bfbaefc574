package smilet.trainer.quantise;

import smilet.shared.fixed.Q16;
import smilet.trainer.score.Logistic;

/**
 * Fits a scale a and an offset b such that the logistic function of a · logit + b is the share of
 * smiles: the least logistic loss, found by Newton's method (Platt 1999; Lin, Lin and Weng 2007).
 */
final class PlattFit {
  private static final int MAX_STEPS = 50;

  /** One imagined sample per class, so that perfectly separated samples have a finite fit. */
  private static final double PRIOR = 1;

  /** Added to the diagonal of the second derivatives, so that they can always be inverted. */
  private static final double RIDGE = 1e-9;

  /** The fit ends when a step is shorter than this. */
  private static final double SHORTEST_STEP = 1e-9;

  /** A step is halved until the loss falls, down to this part of it. */
  private static final double SMALLEST_PART = 1e-6;

  private final int[] logitsQ16;
  private final boolean[] smiles;

  /** The targets of smiles and of others: almost 1 and almost 0. */
  private final double high;

  private final double low;

  private double a = 1;
  private double b;
  private double loss;

  /** A Newton step: to be subtracted from a and b. */
  private record Step(double da, double db) {}

  /** Needs at least one smile and one other. */
  PlattFit(int[] logitsQ16, boolean[] smiles, int smileCount) {
    this.logitsQ16 = logitsQ16;
    this.smiles = smiles;
    int others = smiles.length - smileCount;
    high = (smileCount + PRIOR) / (smileCount + 2 * PRIOR);
    low = PRIOR / (others + 2 * PRIOR);
    loss = loss(a, b);
    for (int step = 0; step < MAX_STEPS && improve(); step++) {}
  }

  double scale() {
    return a;
  }

  double offset() {
    return b;
  }

  /** Takes one step; returns whether another one may improve the fit further. */
  private boolean improve() {
    Step step = newtonStep();
    // Far from the best fit a whole step may go too far: it is shortened until the loss falls.
    double part = 1;
    double next = loss(a - step.da, b - step.db);
    while (!(next <= loss) && part > SMALLEST_PART) {
      part /= 2;
      next = loss(a - part * step.da, b - part * step.db);
    }
    if (!(next <= loss)) {
      return false;
    }
    a -= part * step.da;
    b -= part * step.db;
    loss = next;
    return Math.abs(step.da) + Math.abs(step.db) >= SHORTEST_STEP;
  }

  /** Solves H · (da, db) = g for the gradient g and the second derivatives H of the loss. */
  private Step newtonStep() {
    double ga = 0;
    double gb = 0;
    double haa = RIDGE;
    double hab = 0;
    double hbb = RIDGE;
    for (int i = 0; i < smiles.length; i++) {
      double logit = Q16.toDouble(logitsQ16[i]);
      double p = Logistic.probability(a * logit + b);
      double error = p - (smiles[i] ? high : low);
      double curve = p * (1 - p);
      ga += error * logit;
      gb += error;
      haa += curve * logit * logit;
      hab += curve * logit;
      hbb += curve;
    }
    double determinant = haa * hbb - hab * hab;
    return new Step((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant);
  }

  private double loss(double scale, double offset) {
    double sum = 0;
    for (int i = 0; i < smiles.length; i++) {
      sum += Logistic.loss(scale * Q16.toDouble(logitsQ16[i]) + offset, smiles[i] ? high : low);
    }
    return sum;
  }
}
