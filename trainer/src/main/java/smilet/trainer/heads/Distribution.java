package smilet.trainer.heads;

/** What a number may be, and how often. */
sealed interface Distribution {
  double draw(RandomStream random);

  default float drawFloat(RandomStream random) {
    return (float) draw(random);
  }

  /** The same chance for every value between two ends. */
  static Distribution uniform(double from, double to) {
    return new Uniform(from, to);
  }

  static Distribution normal(double mean, double deviation) {
    return new Normal(mean, deviation);
  }

  /** A value whose logarithm has a normal distribution. */
  static Distribution logNormal(double median, double deviationOfLogarithm) {
    return new LogNormal(median, deviationOfLogarithm);
  }

  /** One distribution with a probability, otherwise another. */
  static Distribution either(double probability, Distribution first, Distribution second) {
    return new Either(probability, first, second);
  }

  /** A distribution with a probability, otherwise 0. */
  static Distribution sometimes(double probability, Distribution then) {
    return new Either(probability, then, new Uniform(0, 0));
  }

  /** One distribution for faces to learn smiles from, another for faces to find. */
  static Distribution byPurpose(Distribution smiles, Distribution finding) {
    return new ByPurpose(smiles, finding);
  }

  record ByPurpose(Distribution smiles, Distribution finding) implements Distribution {
    @Override
    public double draw(RandomStream random) {
      return switch (random.purpose()) {
        case SMILES -> smiles.draw(random);
        case FINDING -> finding.draw(random);
      };
    }
  }

  record Uniform(double from, double to) implements Distribution {
    public Uniform {
      if (!(from <= to)) {
        throw new IllegalArgumentException("from must be at most to, was " + from + ", " + to);
      }
    }

    @Override
    public double draw(RandomStream random) {
      return random.between(from, to);
    }
  }

  record Normal(double mean, double deviation) implements Distribution {
    @Override
    public double draw(RandomStream random) {
      return mean + deviation * random.nextGaussian();
    }
  }

  record LogNormal(double median, double deviation) implements Distribution {
    @Override
    public double draw(RandomStream random) {
      return median * StrictMath.exp(deviation * random.nextGaussian());
    }
  }

  record Either(double probability, Distribution first, Distribution second)
      implements Distribution {
    @Override
    public double draw(RandomStream random) {
      return random.nextDouble() < probability ? first.draw(random) : second.draw(random);
    }
  }

  /** Something that is there or not. */
  record Chance(double probability) {
    boolean happens(RandomStream random) {
      return random.nextDouble() < probability;
    }
  }

  /** One of several kinds, each with its share. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Shares(double... shares) {
    /** The index of a kind. */
    int pick(RandomStream random) {
      double total = 0;
      for (double share : shares) {
        total += share;
      }
      double left = random.nextDouble() * total;
      int kind = 0;
      while (kind < shares.length - 1 && left >= shares[kind]) {
        left -= shares[kind];
        kind++;
      }
      return kind;
    }
  }
}
