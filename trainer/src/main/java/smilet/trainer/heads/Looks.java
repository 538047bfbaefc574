package smilet.trainer.heads;

/**
 * What a person looks like beyond the shape of the head.
 *
 * @param tone the group of skin, 0 light, 1 medium, 2 dark
 * @param skin albedo of the skin
 * @param hair albedo of hair, brows and beard
 * @param age 0 smooth to 1 deep folds
 * @param beard what grows in the face
 */
record Looks(int tone, float skin, float hair, float age, Beard beard) {
  /** Names of the tones in labels.csv. */
  private static final String[] TONES = {"light", "medium", "dark"};

  /** What may grow in a face. */
  enum Beard {
    NONE,
    STUBBLE,
    FULL,
    MOUSTACHE,
    GOATEE,
    CHIN_CURTAIN
  }

  static Looks draw(RandomStream random) {
    int tone = Casting.TONES.pick(random);
    double skin = Casting.SKIN.get(tone).draw(random);
    double dark = Math.min(Casting.DARK_HAIR.draw(random), 1.1 * skin);
    double hair = Casting.FAIR_HAIR.happens(random) ? Casting.FAIR_HAIR_ALBEDO.draw(random) : dark;
    return new Looks(
        tone,
        (float) skin,
        (float) hair,
        Casting.AGE.drawFloat(random),
        Beard.values()[Casting.BEARDS.get(random.purpose()).pick(random)]);
  }

  String toneName() {
    return TONES[tone];
  }
}
